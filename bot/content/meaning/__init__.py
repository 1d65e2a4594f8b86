"""Questions compared by what they mean, with a sentence-embedding model, if the operator has one.

    understanding = Understanding(read_model_folder(path), languages, cache)
    meaning = understanding.of(lessons)
    offered = meaning.join("my own words", lexical_finding)

It answers nothing: it puts in order what is offered, adds what has other words, and takes away
what is about nothing here. Needs ``homeroom[semantic]``: nothing in here but ``folder`` and
``understanding`` may be imported without it.
"""
