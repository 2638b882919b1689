import { readChores } from './chores.ts'

/** What a made-up household has done at any time of the year; the first of it is the latest. */
export const doneChores = readChores(`
Clean the oven = The glass is clear, and nothing smokes
  chores medium @José
Fix the garden gate = It closes by itself
  repairs small @Sam +Garden
Pay the water bill = The confirmation is in the folder
  bills tiny high @José +Money
Wash the curtains = All of them hang again, dry
  chores medium @Noor
Bake bread for the neighbors = Two loaves delivered warm
  food medium @Alex
Learn to use the pressure washer = Nobody got wet
  other small @José abandoned
  because it went back to the shop
Replace the bulb in the hall = It is bright again
  repairs tiny @Sam
Hand in the forms for the school trip = Signed, and the money is paid
  other tiny high @José +Kids
Sharpen the kitchen knives = They cut a tomato
  repairs small @Sam
Water the neighbors’ plants = All of them are alive
  chores tiny @Noor
Cook a large pot of chili = Half of it is in the freezer
  food small @Alex
Change the filter of the extractor hood = The light no longer warns
  repairs tiny @Sam
Check the bank statements = Every line is known
  bills small @José +Money
Collect the parcel from the post office = It is on the kitchen table
  other tiny @Noor
Clear the drain of the shower = The water runs off at once
  repairs small @Sam
Vacuum the car = No crumbs are left
  chores small @Alex
Choose the present for Grandma = It is wrapped
  other small @Noor
Unpack the last moving boxes = The cardboard is gone
  chores complex @José
Put up the new bookshelf = It is screwed to the wall
  repairs medium @Sam
Settle up for the shared holiday = Everybody has been paid back
  bills small @José +Money
Iron the shirts = Ten on hangers
  chores small @Noor
Bring the glass to the bank = The cellar is empty of bottles
  chores tiny @Alex
Build a rabbit hutch = Dry, and safe from the fox
  repairs complex @Sam +Kids abandoned
  because the rabbits live with the neighbors now
Make a week of lunch boxes = Five boxes in the fridge
  food small @Alex +Kids
Take the cat to the vet = She has her shot, and a date for the next
  other medium high @Noor
Ask for the deposit back = It is on the account
  bills small @José +Money
Fix the blind in the study = It goes up and down
  repairs small @Sam
Clean the windows upstairs = No streaks in the sun
  chores medium @Alex
Order new glasses = They are ready on Friday
  other small @José
Mend the backpack = The zip closes
  repairs tiny @Noor +Kids
Cook stock for the freezer = Six jars with a date
  food medium @Alex
Repair the bicycle brake = It stops within two meters
  repairs small @Sam +Kids
Compare the power contracts = The cheapest one is signed
  bills medium @José +Money
Scrub the bathroom tiles = The joints are white
  chores medium @Noor
Write the holiday packing list = It hangs inside the wardrobe
  other tiny @Alex
Replace the batteries of the smoke alarms = Each one has beeped
  repairs small high @Sam
Transfer the club fees = Paid for the whole year
  bills tiny @José +Kids
Divide the herbs = Four new pots on the sill
  chores small @Noor +Garden
Cook a birthday dinner = Three courses, and a cake
  food complex @Alex
Sort the toy boxes = Two boxes are given away
  chores medium @Noor +Kids
Seal the edge of the bath = No water gets behind it
  repairs medium @Sam
Update the emergency numbers = They are on the fridge
  other tiny @José
Clean the coffee machine = It drips no more
  food tiny @Alex
Tighten the table legs = It no longer wobbles
  repairs tiny @Sam
Plan the budget of the month = All four agree
  bills medium @José +Money
Wash the sofa covers = Dry, and on again
  chores medium @Noor
Label the fuse box = Each fuse has a name
  repairs small @Sam
Reply to the invitation = Four of us are coming
  other tiny @Alex
`)

/** What was done in some months only. */
export const doneChoresOfSeasons = readChores(`
Take down the fairy lights = They are in the box, untangled
  chores small @Sam in:1-1
Build a snow slide = It carries four
  other medium @José +Kids in:1-2
Order the seeds = The list is complete
  other tiny @Noor +Garden in:1-2
Salt the front steps = Nobody slips
  chores tiny @José in:12-2
Bake the carnival doughnuts = Forty, half with jam
  food medium @Alex +Kids in:2-2
Prune the roses = They are knee-high
  chores small @Noor +Garden in:2-3
Clean the gutters = Water runs freely at all four corners
  repairs medium @Sam in:3-4
Hide the Easter eggs = All but one were found
  food small @Alex +Kids in:3-4
Spring-clean the balcony = The table is out
  chores medium @Noor in:3-4
Change to summer tires = The bolts are tightened twice
  repairs medium @Sam in:4-4
Plant the potatoes = Three rows
  chores medium @Noor +Garden in:4-5
Check the tent = No holes, all pegs
  other small @José +Kids in:5-6
Paint the garden fence = Two coats, no bare wood
  repairs complex @Sam +Garden in:5-7
Cook for the street party = Two bowls of salad
  food medium @Alex in:6-8
Make elderflower syrup = Eight bottles
  food medium @Alex in:5-6
Set up the paddling pool = It is full
  chores small @Sam +Kids in:6-7
Pick the cherries = Two buckets
  food medium @Noor +Garden in:6-7
Book the ferry = Four berths, and the car
  other medium high @José in:6-7
Cook raspberry jam = Twelve jars with labels
  food medium @Alex +Garden in:7-7
Pack the camping stove = With two gas bottles
  other tiny @Sam in:7-8
Water the raised beds = Moist down to a finger
  chores tiny @Noor +Garden in:7-8
Freeze the beans = Ten bags
  food small @Alex +Garden in:8-8
Cover the school books = All nine
  chores small @Noor +Kids in:8-9
Buy new gym shoes = They fit
  other small @José +Kids in:8-9
Dig up the potatoes = Two sacks in the cellar
  chores medium @Noor +Garden in:9-9
Press the apple juice = Thirty bottles
  food medium @Alex +Garden in:9-10
Stack the firewood = Dry, under the roof
  chores medium @Sam in:9-10
Bleed the radiators = They are warm up to the top
  repairs small @Sam in:9-10
Carve the pumpkin = It glows
  other small @José +Kids in:10-10
Bring in the geraniums = They stand in the cellar window
  chores small @Noor +Garden in:10-11
Clear the gutters of leaves = Water runs freely
  repairs medium @Sam in:11-11
Cook soup for the lantern walk = A pot for thirty
  food medium @Alex +Kids in:11-11
Get the sledges from the attic = The runners are waxed
  chores small @José +Kids in:11-12
Hang the star in the window = It shines
  chores tiny @Noor in:11-12
Set up the Christmas tree = It stands straight
  chores medium @Sam in:12-12
Send the parcels abroad = They will be there in time
  other small high @José in:12-12
`)
