"""Words a letter or two apart from others that are no slips of the finger."""

from bot.content.finding.language.english import singular

_REAL = """
    academic adaptation adaption adoption adverse affect algorithm algorithmic allude allusion
    alternate alternative altitude angel angle annual annul antibiotic antibody antitrust
    anybody appeasement appraise apprise ascent assent assurance asteroid asymmetric attention
    attitude attribute attrition authentication authorization averse backpropagation ballet
    ballot bankrupt bankruptcy baron barren batch batter battery battle benchmark binary bindery
    biodiverse biodiversity bitcoin boarder bonds border botch bounce bounds breadth breath
    breathe budged budget butane butene butter cabin cabinet cache cachet calvary campaign
    candidate candied canvas canvass capitalism capitalist carat carbide carbon carrot carton
    casual categorization causal cavalry celery cellar censor censure census champagne chapter
    charter chord chromosomal chromosome civic civil clarification classic classical
    classification client climate clinch cloth clothe cloud clout clustering coarse codec codex
    collision collusion colonel colonization colony comet commence comment commerce commission
    commitment committee community commuter complement compliment component compound concept
    conception concert concession conclusion conduct conduit confirmation conflict conformation
    consensus consent conservation considerable considerate constituent constitution contact
    content contention continent continental continual continuous contract contrast convection
    convention conversation convict conviction cookie cooking cooperation copyleft copyright
    copywriter cord corporation corps corpse council councilor counsel counselor country county
    course couture cranium credible credit creditable credo crypto crypts culture currant
    currency current cutter cymbal dairy debate decease decent deception decibel decimal
    decision decryption deduction deepfake deficient deficit deflation delete delta delusion
    democracy democratic demography density deposit deposition depot deprecation depreciation
    depression derivation descent desert dessert destiny destruction detection detention
    deviation device devise devolution diary diesel digest digit digital dilution diner dinner
    diploma diplomacy discreet discrete disease disinterested disposition distillation distinct
    distraction diver divided dividend draught driver drought dynamite dynasty earthquake
    economics economist ecosystem edict effect elasticity election electric electrical electron
    elicit elude elution embargo embark embedding embodying emigrant emigration eminent emission
    empathy emperor empire employment emporium emulation encode encoder encryption endemic enemy
    energy engine ensure enthalpy entity entropy envelop envelope enzymatic enzyme epidemic
    equality equity erosion ethane ethics ethnic evaluation evolution exalt exclusive executive
    executor exhaust exhibition expansion expert explicit exploitation exploration explosion
    export expulsion extension extinct extinction facial faction factor faint famine farmer
    federalism federalist federation feint feminine fertile fertility fiance fiber fibre fiction
    finance firewalk firewall fishing fission flagrant flair flare fluency foible formal
    formation former formula formulae fossil foundation fraction fragrant frequency friction
    funnel fusion futility galaxy gallery gamma garden gemini gemma genera general generic
    genetic genius genome genomics genus glacier glazier glucose gnome grate gravely gravity
    gravy great guarder habit habitat hallucination hangar hanger harmony heritage hermitage
    heroin heroine historic historical history hoping hopping horizon horizontal hormone human
    humane humanism hydration hydrogel hydrogen hyperbola hyperbole hypotenuse hypothesis
    hysteria identify identity ideology idolatry illicit illusion immigrant immigrate
    immigration imminent impact impeachment implicate implicit import impulse impulsive
    inclusive income individual induction industrial industrious industry infection inference
    inflation inflection ingenious ingenuous inhibition injection inscription installation
    institution insulation insulin insurance insure integer integral intension intention
    interest interference internal internet interoperability interstate interval intervention
    intranet intrastate invasion invention inventor inversion investor isomer isotope isotropy
    issue journal journey justice justify kafka kernel label lama lambda landfill landlord larva
    later latitude latter lava leaver legend legion legislation legislature lever liability
    licensee licensor
    liable libel liberal liberty library lightening lightning linear linguistic liquidity
    literacy literal literary liver lizard llama loath lobbying lobbyist logistic longevity
    longitude loose loosen loyalty lunar magnate magnet malady malaria malware manner manor
    mansion mantel mantle mantra margin marginal marital marker market marketing marking marshal
    martial mass material matric matrix matron medal melody mental mentor metabolism metabolite
    metal meteor meter methane middleware migration military militia miner mineral minister
    minor missile missive mistrust mitigation mixture modal model module modulo moisture
    molecular molecule momentary monarch monarchy monetary monitor monopoly monopsony monsoon
    monster moral morale morality mortality mortgage mosaic mosque motel motion muscle mussel
    mutation mutilation natality nation national naval navel nebula nebular neural neuron
    neutral neutron nitrate nitride nitrite nitrogen nitrous nomad nomadic nominal normal
    notation notion nuclear nucleoside nucleotide ocean oceanic omission onion operability
    operation operator optimization option oration orbit orbital orchard orchid ordinance
    ordnance organ organic organism organization osmosis osmotic overfitting oxidation oxide
    oxygen pandemic panel paradigm paradise parapet parasite parent parity parliament
    parliamentary parsec parser participate partition party passage passion passive patent
    patient patron patter pattern peasant pedal peddle penal penalty pendant pendulum pension
    penury perception persecute personal personnel perspective petition phenomena phishing
    phoneme phonon photon photosynthesis photosynthetic physics physique pigment pilot piracy
    plain plaintiff plaintive plane planed planet planing planning plant plasma plastic
    plasticity pleasant polar politics polities pollen pollution popularity population portion
    potion poverty practice precede precedent precession precipitate precision predator
    predicate preposition prescription president prevision prime primer principal principle
    prism prison privacy probe problem proceed process procession production profile profit
    progress projection prolific propagation property prophet proposition proscription prose
    prosecute prospective prosper protean protection protein proton providence province
    provision publics pulsar pulse pygmy quality quantification quantitation quantity
    quantization quantum quark quart query quiet quite quorum quota quote rabid racket radiation
    radiator radioactive radioactivity radium radius rainbow random ransom rapid rarefaction
    ratification rational reaction reactor reality realty reason rebate rebel recall reception
    receptor recession recoil recourse reduction referenda referendum reflation reflection
    reform refraction refuge refugee region regression regularization regulation regulator reign
    relation relatively relativity relegation reliability religion remission repression reptile
    reptilian republic republican reserve reservoir reside residue resolution resource
    respectfully respectively respiration restoration retention retraction revel revelation
    revenue reverse revolution rhyme rhythm ribbon ritual robot robotics robust rocket rookie
    rooter router royalty sacred salami salary salvage sanction sanctuary satellite sausage
    savage saver savor scalar scaler scared scholar scholarly science scrip script scripture
    sculpture secret secrete section sector sediment sedition selection seller seminar seminary
    senate senator sensor sensual sensuous sentiment sequence sequins serfdom serum server sever
    sheriff shuffle shuttle signal silence silicon silicone simulation socialism socialist solar
    solution sonar sonnet sovereign sovereignty specialism species spectra spectral spectrum
    speculation speculum spices spinal spiral stack stagflation stalk stamen stamina stance
    stanza stationary stationery statue status statute steroid stimulation stock strain strait
    stratagem strategy stratum stratus strike stroke submit subside subsidiary subsidy suite
    sulfate sulfide sulfite summit supernova supervised supple supply support surface surfeit
    surplice surplus symbol symmetric sympathy symposium symptom synapse synopsis syntactic
    syntax synthesis tactic taken taping tapping tariff tariffs taxation tenant tenet tenser
    tension tensor tenure terrace terrain terrier territory texture theorem therapy theses
    thesis thorough thread threat through thunder tidal tincture tissue token tokenization
    tokens tonic topic topics torch tornado torpedo torque tortuous torture torturous total
    trade trademark trail transformed transformer transporter treason treat treaty trial tribune
    tribute tropic tropics tsunami tundra tunnel turban turbine tyranny tyrant umpire unclear
    underemployment underfitting unemployment uninterested union unions united unsupervised
    untied uranium urban urbane urbanism utility vacation vaccinate vaccination vaccine vacuous
    vacuum valence validation valuation vapor vapour variance vector velocity venal venial
    venison veracity verdant verdict version vertex victor violence virtual virtue virus
    viscosity visibility vision visual vitality vitamin vocation volcano voltage vortex voter
    voyage vulcan wander warfare warrant warranty waving weather weaving wedge welfare whether
    wield wizard wonder word world wreak wreck yield zealot zenith
"""

REAL = frozenset(map(singular, _REAL.split()))
"""Many a real word is near another; the lessons' own words do the rest."""
