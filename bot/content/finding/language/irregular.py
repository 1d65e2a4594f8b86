"""English words whose forms no rule leads back to one another, and two ways to spell one word."""

_FORMS = """
    begin began begun; break broke broken; bring brought; build built; buy bought; catch caught;
    choose chose chosen; deal dealt; die died dying dies; draw drew drawn; drink drank drunk;
    drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find
    found; fly flew flown flies; forbid forbade forbidden; forget forgot forgotten; freeze froze
    frozen; give gave given; grow grew grown; hear heard; hide hid hidden; hold held; keep kept;
    know knew known; lead led; lend lent; lose lost losing loss; meet met; pay paid; prove proven;
    ride rode ridden; rise rose risen; run ran running; see saw seen; sell sold; send sent; shake
    shook shaken; shine shone; shrink shrank shrunk; sink sank sunk; sleep slept; speak spoke
    spoken; spend spent; stand stood; steal stole stolen; stick stuck; strike struck; sweep swept;
    swim swam swum; swing swung; take took taken; teach taught; tell told; think thought; throw
    threw thrown; understand understood; wear wore worn; win won winning; write wrote written; far
    further farther; cheap cheaper cheapest; dear dearer dearest; big bigger biggest; large larger
    largest; small smaller smallest; high higher highest height; low lower lowest; fast faster
    fastest; slow slower slowest; safe safer safest safety; clean cleaner cleanest; warm warmer
    warmest; cold colder coldest; old older oldest; new newer newest; strong stronger strongest
    strength; weak weaker weakest; rich richer richest; poor poorer poorest poverty; long longer
    longest length; wide wider widest width; hot hotter hottest heat; foot feet; tooth teeth;
    mouse mice; goose geese; life lives; wife wives; half halves; leaf leaves; knife knives;
    explain explanation; decide decision; choose choice; grow growth; die death dead; true truth;
    prove proof; believe belief; sell sale; lose loss; fly flight; weigh weight; speak speech;
    advise advice; breathe breath; center centre; color colour; labor labour; favor favour;
    behavior behaviour; neighbor neighbour; defense defence; license licence; program programme;
    fiber fibre; meter metre; liter litre; gray grey; check cheque; plow plough; tire tyre;
    aluminum aluminium; catalog catalogue; analyze analyse; organize organise; recognize
    recognise; realize realise; criticize criticise; privatize privatise; one 1; two 2; three 3;
    four 4; five 5; six 6; seven 7; eight 8; nine 9; ten 10; eleven 11; twelve 12; twenty 20;
    thirty 30; forty 40; fifty 50; sixty 60; seventy 70; eighty 80; ninety 90; hundred 100;
    thousand 1000
"""


def _stems() -> dict[str, str]:
    stems: dict[str, str] = {}
    for forms in _FORMS.split(";"):
        first, *others = forms.split()
        stem = stems.get(first, first)
        for one in (first, *others):
            stems.setdefault(one, stem)
    return stems


STEMS = _stems()
"""For each of these words the one that stands for all of its forms."""
