import { readChores } from './chores.ts'

/**
 * What is open in a made-up household at any time of the year; the first of it is the likeliest.
 */
export const openChores = readChores(`
Fix the dripping tap = The tap is dry for an hour
  repairs small @Sam active due:1
Pay the electricity bill = The confirmation is in the folder
  bills tiny urgent @José +Money due:-2
Book the dentist = Everyone has a date in the calendar
  other tiny high due:0
Plan the week’s dinners = Seven dinners, and a shopping list on the fridge
  food small @Alex due:2
Replace the seal of the washing machine = A whole wash runs without a puddle
  repairs medium high @Sam blocked
  because waiting for a spare part
  note José: The shop is open until six, and they keep one for us.
Return the library books = All six are back, and the receipt is in the drawer
  other tiny @Alex +Kids due:0
Sort the hall cupboard = Everything has a place, and the door closes
  chores medium low
  note Sam: The skates in it are too small by now. Ask the neighbors first.
Answer the letter from the school = The form is signed and in the school bag
  other tiny @José +Kids due:3
Wrap Sam’s birthday present = It is wrapped, and hidden behind the winter coats
  other tiny @Alex private due:6
Paint the bathroom ceiling = Two coats, and no stain shines through
  repairs complex @Sam paused
  because the first coat has to dry
Compare offers for the car insurance = Three offers compared, one signed
  bills medium @José +Money due:9
Defrost the freezer = No ice, and everything back in order
  food small low
Repot the lemon tree = It stands in a larger pot, with fresh soil
  chores small @Noor +Garden due:4
Mend the bicycle light = It shines, and the plug is tight
  repairs small @Sam +Kids due:4
Send the meter readings = Water and gas are sent, and the numbers noted
  bills tiny high @José due:1
Bake a cake for the school fair = It is cut, wrapped and labeled
  food medium @Alex +Kids due:5
Find a band for Noor’s party = One has said yes, and Noor knows nothing
  other small @Alex private due:10
Oil the squeaking door = It opens in silence
  repairs tiny low
Renew the passports = All four applications are handed in
  other medium high @Alex due:20
  note Noor: Last time the photos took longest. The machine at the station is good.
Descale the kettle = No white crust inside, rinsed twice
  chores tiny due:-1
Learn the new thermostat = The bedroom is at 18 °C at night
  other small @Noor blocked
  because the installer still has the code
Cancel the old phone contract = The confirmation is in the folder
  bills small high @José +Money due:12
Clear out the medicine cabinet = Nothing in it has expired
  chores small @Noor low
Hang the shelf in the study = It is level, and holds the books
  repairs medium @Sam
Wash the car inside and out = No crumbs, and the windows are clear
  chores medium
Sew the button on the blue coat = All buttons hold
  chores tiny @Noor
Sort the photos of last summer = Fifty remain, in one album
  other medium low @Alex
Find a home for the old sofa = Somebody has fetched it
  other small paused
  because the neighbors are still thinking about it
Ask the landlord about the cellar damp = A date for the visit is agreed
  other small high @Sam due:10
Freeze the leftover soup = Portions with a date on each
  food tiny @Alex due:1
Check the first-aid kit = Complete, and nothing has expired
  chores tiny @Noor due:14
Give away the outgrown shoes = Three bags are at the charity shop
  other small +Kids low
Scan the warranty papers = All of them can be searched
  bills medium @José low
Repair the kitchen drawer = It closes by itself
  repairs small @Sam
Try the new curry recipe = Everybody had a second helping
  food medium @Alex
Renew the library cards = Four new cards in the wallet
  other tiny due:16
Clean behind the fridge = You can see the floor
  chores medium
Buy a lock for the shed = Two keys hang in the hall
  repairs tiny @Sam +Garden due:12
Check the pension statement = Read, and filed
  bills small @José
Tidy the spice rack = In order of the alphabet
  food tiny @Alex low
`)

/** What is open in some months only. */
export const openChoresOfSeasons = readChores(`
Order the fairy lights for the porch = They are on the way
  other tiny @Noor in:11-11 due:6
Bake the first cookies = Two tins are full
  food medium @Alex +Kids in:11-11 due:8
Write the greeting cards = All of them are stamped
  other medium @José in:11-11 due:13
Rake the leaves = The lawn and the path are clear
  chores medium @Noor +Garden in:10-11 due:3
Take the tree to the collection point = No needles are left in the hall
  chores small @Sam in:1-1 due:4
File last year’s receipts = One folder, in the order of months
  bills medium @José +Money in:1-2 due:15
Feed the birds = The feeder is full
  chores tiny @Noor +Garden in:12-2 due:3
Fill the salt bucket by the door = It is full, with a scoop
  chores tiny @José in:12-2 due:2
Book the ski day = Tickets and helmets for four
  other small @Alex +Kids in:1-2 due:10
Sow the tomatoes on the window sill = Twelve pots with labels
  chores small @Noor +Garden in:2-3 due:6
File the tax return = Sent, and the receipt is printed
  bills complex high @José +Money in:3-5 due:18
Prune the apple tree = It has light in the middle
  chores medium @Noor +Garden in:2-3 due:4
Put the winter coats away = Washed, and in the cellar
  chores medium @Alex in:4-4 due:6
Clean the barbecue = The grate shines
  food medium @Sam +Garden in:4-5 due:4
Plant the beans = Two rows with poles
  chores small @Noor +Garden in:5-5 due:3
Pump up the bicycle tires = All four bicycles are ready
  repairs tiny @Sam +Kids in:4-6 due:2
Hang the hammock = It holds two
  chores tiny @Noor +Garden in:6-7 due:3
Pick the strawberries = None are left for the birds
  food small @Noor +Garden in:6-6 due:2
Ask the neighbors to water the garden = They have the key to the shed
  other tiny @Noor +Garden in:6-8 due:7
Patch the paddling pool = It is still full in the evening
  repairs small @Sam +Kids in:6-8 due:3
Buy the school books = All of them are on the list, and covered
  other small @José +Kids in:8-9 due:8
Make plum jam = Ten jars with labels
  food complex @Alex +Garden in:8-9 due:5
Pick the apples = The crates are in the cellar
  food medium @Noor +Garden in:9-10 due:3
Have the chimney swept = The receipt is in the folder
  repairs small @Sam in:9-10 due:10
Plant the tulip bulbs = Fifty bulbs are in the ground
  chores medium @Noor +Garden in:9-11 due:5
Fit the winter tires = The bolts are tightened twice
  repairs medium @Sam in:10-11 due:11
`)
