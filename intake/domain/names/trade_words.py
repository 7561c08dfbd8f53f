"""Words that many companies share, so that they tell little: what is done, what sounds good, where it is."""

from typing import Final

from intake.domain.names.letters import words

# What a company is or does.
TRADES: Final = words(
    """
    academy accounting advertising advisors advisory aerospace agency agriculture alliance analytics apparel
    appliance appliances architects architecture art arts associates association athletics attorney attorneys
    auction automation automotive aviation bakery bank banking bar beauty beer beverage beverages bicycle biotech
    boats bookkeeping books boutique brewery brewing brothers builders building burger butcher cab cabinetry
    cabinets cafe camp capital car care cargo carpentry carpet carpets casino catering center central ceramics
    charities chemical chemicals chiropractic church city cleaning clinic clothing club coatings coffee collective
    college communications community company components computer computing concrete construction consultants
    consulting consumer contracting contractors controls cooperative corporation cosmetics council counseling county
    credit custom dairy data daughters dealers deli delivery demolition dental dentistry department dermatology
    design designs detailing development diagnostics diner direct disposal distribution distributors district
    drilling drywall dynamics education electric electrical electronics elevator embroidery endodontics energy
    engineering enterprises entertainment environmental equipment equity estate estates events excavating excavation
    exchange express eye fabrication fabrics factory family farm farms fashion federal federation fencing finance
    financial fire first fisheries fishing fitness flooring floors florist flowers food foods forest foundation
    foundry freight fuel fund funeral furniture gallery games garage garden gardens gas glass goods government grill
    grocery group growers guild gym hair hardware health healthcare heating herbs hockey holdings home homes hospice
    hospital hospitality hotel hotels house housing imaging import imports industrial industries information
    initiative inn innovations institute instruments insulation insurance interiors international investment
    investments iron janitorial jewelers jewelry kennel kitchen kitchens laboratories laboratory labs landscape
    landscaping language laundry law lawn leasing legal lending library lighting limousine liquor loans lock
    locksmith lodge logistics lounge lumber machine machinery machining maintenance management manufacturing marble
    marina marine market marketing markets martial masonry material materials meats mechanical media medical
    medicine memorial metal metals ministries mills mobile mortgage motel motor motors movers moving museum music
    nail national networks neurology nursery nursing nutrition office oil ophthalmology optical optics optometry
    organics orthodontics orthopedics outfitters packaging paint painting paper park parking partners parts pastry
    paving pawn payments pediatrics pest petroleum pets pharma pharmaceuticals pharmacy photo photography physicians
    physiotherapy piano pictures pipe pizza plastering plastics plumbing podiatry pool pools post pottery poultry
    power precision press printing products productions properties property psychology public publishing radio
    radiology railroad railway ranch realty records recovery recycling refrigeration regional rehabilitation removal
    rental rentals repair research residential resort resources restaurant restaurants restoration retail roofing
    robotics rubber salon salons sand sanitation schools school science sciences seafood seeds security
    semiconductor senior septic service services sewing shipping shoes shop shops siding signs society software
    solar solutions sons spa sports staffing state stationery steel storage store stores studio studios supplies
    supply surgery surgical surveying survey system systems tailors tax taxi technologies technology telecom
    telecommunications textile textiles theater theatre therapeutics therapy tile timber tire tires title tobacco
    tool tools tours towing town township toys trade traders trading trailers training transit transport
    transportation travel tree trucking trucks trust tutoring union united university upholstery urgent utilities
    utility vacations valley ventures veterinary video village vineyards vision wall warehouse waste watches water
    wealth web welding wellness wholesale windows wine winery wireless wood woodworking works workshop yachts yoga
    youth unified nonprofit authority board borough municipal commission chamber fitness optometrists urology
    cardiology oncology
    """
)
# What a company likes to be called.
BRANDS: Final = words(
    """
    a1 aaa able absolute academy accent access ace acme active adept advance advanced advantage aim all alliance
    allied alpha alpine alternative american americas anchor apex apollo arrow ascent aspen associated assured
    atlantic atlas aurora beacon bear benchmark best beta better big black blue bold boulder bridge bright brilliant
    broadway budget cactus canyon cardinal cascade castle cedar century certified champion choice citizens clarity
    classic clean clear coast coastal colonial columbia comfort commercial complete compass concord condor
    continental copper core corner cornerstone creative crescent crest crossroads crown crystal custom cypress dawn
    delta desert diamond discount discovery diversified dolphin dream dynamic eagle early east eastern eco edge
    elite emerald empire endeavor epic essential evergreen everest excel excellence executive expert express falcon
    fidelity five forward four fox free freedom frontier fusion future galaxy gateway gem general genesis global
    globe gold golden good grand granite great green greenfield grove guardian harbor harmony harvest haven
    heartland hearth heritage hickory high highland hill hills homestead honest horizon ideal imperial independent
    infinity innovative inspire integrity island ivy jade jet junction key keystone king kings lake lakeside
    lakeview landmark laurel leader legacy legend liberty light lighthouse lincoln lion little local loyal lucky
    luna magnolia main majestic maple master meadow meridian metro metropolitan midland midtown midway midwest
    milestone millennium mission modern momentum moon mount mountain mutual nation native natural neighborhood new
    next noble north northeast northern northstar northwest nova oak oaks oasis ocean old olympia olympic omega omni
    one onyx optima optimum orion pacific palm panther paradigm paradise paramount patriot peak pearl perfect
    performance phoenix pine pinnacle pioneer plains planet platinum plaza polar port prairie precision preferred
    premier premium prestige prime pro professional progressive prosperity pure quality quest quick rainbow rapid
    raven red redwood regal regency reliable reliance renaissance republic rise river riverfront riverside riverview
    rock rocky rose royal ruby safe sage sapphire select sentinel sequoia seven shore sierra signature silver
    silverline skyline smart smith solid sonic source south southeast southern southland southwest spectrum spring
    springs square standard star state sterling stone strategic stellar summit sun sunny sunrise sunset sunshine
    superior supreme sure swift synergy target tech terra three tiger titan top total tower town tradition trans tri
    triangle trident trinity triple true trusted twin two ultimate ultra union unique united unity universal uptown
    urban valor value vanguard velocity verde vertex victory view village vintage vista vital wave west western
    westside white wild willow wind wise wolf wonder woodland world xpress yellow young zenith zion zone mid inter
    metro lone brightpath bow path front stead
    """
)
# Where it is, or how much of the world it covers: parts of one group differ in these.
REACH: Final = words(
    """
    usa america americas american north south east west northern southern eastern western northeast northwest
    southeast southwest midwest coast division international global worldwide national regional group holdings
    holding europe european asia pacific emea apac latam uk canada canadian mexico atlantic overseas domestic world
    branch region subsidiary parent affiliate operations ventures alabama alaska arizona arkansas california colorado
    connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
    massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming carolina dakota hampshire jersey york
    """
)
COMMON: Final = TRADES | BRANDS | REACH
