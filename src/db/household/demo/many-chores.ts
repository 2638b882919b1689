import { type Chore, readChores } from './chores.ts'

/** Chores whose titles have a place for a word, and the words that fit there. */
type Family = {
  readonly words: readonly string[]
  /** Their titles and definitions of done have a % where the word belongs. */
  readonly chores: readonly Chore[]
}

const family = (words: string, table: string): Family => ({
  words: words.split(',').map((word) => word.trim().replaceAll(/\s+/g, ' ')),
  chores: readChores(table),
})

/** The table once for each word, in place of its @ signs but those of owners. */
function forEach(words: readonly string[], table: string): string {
  return words.map((word) => table.replaceAll(/(?<= )@(?=[’ ])/g, word)).join('')
}

const forEverybody = (table: string) => forEach(['Alex', 'Sam', 'Noor', 'José'], table)

/** What large households do: each chore of a family with each of its words. */
const families: readonly Family[] = [
  family(
    `kitchen, bathroom, hall, living room, dining room, guest room, study, bedroom, playroom, attic
    room, laundry room, sun room, music room, small bedroom, back room, upstairs bathroom, landing, pantry, entrance, cellar`,
    `
Wash the curtains of the % = All of them hang again, dry
  chores medium
Clean the windows of the % = No streaks in the sun
  chores medium
Dust the lamps in the % = Clean, and bright again
  chores tiny @Noor
Wax the floor of the % = It shines, and is dry
  chores medium @Sam
Vacuum behind the furniture in the % = No dust along the wall
  chores small @Alex
Wipe the skirting boards of the % = White all around
  chores small
Sort the drawers in the % = Everything has a place
  chores medium @José
Sort the shelves in the % = Everything has a place
  chores medium @José
Wipe the light switches in the % = No fingerprints
  chores tiny @Noor
Beat the rug of the % = Clean, and back in its place
  chores small @Sam
Clear the window sill of the % = Only plants are left
  chores tiny @Noor
Wash the door of the % = No marks on either side
  chores tiny @Alex
Sweep the corners of the % = No cobwebs
  chores tiny @Alex
Air the cushions of the % = Back in their place in the evening
  chores tiny @Noor
Dust the pictures in the % = They hang straight
  chores tiny @José
Paint the ceiling of the % = Two coats, no stains
  repairs complex @Sam
Paint the door of the % = Two coats, and it does not stick
  repairs medium @Sam
Paint the window frame of the % = No bare wood
  repairs medium @Sam
Tighten the door handle of the % = It no longer wobbles
  repairs tiny @Sam
Oil the hinges of the % door = It opens in silence
  repairs tiny @Sam
Fill the cracks in the % wall = Sanded and painted
  repairs medium @Sam
Put a brighter bulb into the lamp of the % = It is bright again
  repairs tiny @Sam
Bleed the radiator in the % = It is warm up to the top
  repairs small @Sam
Seal the window of the % = No draft on a windy day
  repairs small @Sam
Fix the blind of the % = It goes up and down
  repairs small @Sam
Test the smoke alarm in the % = It has beeped
  repairs tiny @José
Change the battery of the % clock = It shows the right time
  repairs tiny @José
Measure the % window for new blinds = The numbers are on the list
  other tiny @Alex
Hang a picture in the % = It is level
  repairs tiny @Sam
Photograph the % for the insurance = Every piece is in a picture
  bills small @José +Money
Choose a color for the % = All four agree
  other small
Order a rug for the % = It fits, and it lies flat
  other small @Alex
Buy a lamp for the % = It hangs, and it shines
  other small @Alex
Buy storage boxes for the % = They are labeled
  other small @Noor
Find a plant for the % = It has enough light there
  other tiny @Noor
Choose curtains for the % = The fabric is ordered
  other small @Noor
Wallpaper the % = Straight, and without a bubble
  repairs complex @Sam
Lay a new floor in the % = It is level, and the edges are covered
  repairs complex @Sam
Renew the wiring of the % = The electrician has tested it
  repairs complex @Sam
Build a cupboard for the % = The doors close
  repairs complex @Sam
Clear out the % = Three bags are at the charity shop
  chores complex
`,
  ),
  family(
    `garden gate, shed door, garden bench, deck chairs, balcony table, porch rail, letter box, swing,
    bicycle rack, garden fence, rabbit hutch, wood store, rain barrel stand, flower boxes, sandbox,
    raised beds, compost box, pergola, front steps, garden table, tool chest, ladder, wheelbarrow,
    bird house`,
    `
Scrub the % = No green is left
  chores small @Noor +Garden
Repaint the % = Two coats, no bare wood
  repairs medium @Sam +Garden
Sand the % = Smooth, no splinters
  repairs medium @Sam +Garden
Repair the % = It holds an adult
  repairs medium @Sam +Garden
Check the screws of the % = All of them are tight
  repairs tiny @Sam +Garden
Clear the leaves from the % = Clean and dry
  chores tiny @Noor +Garden
Cover the % for the winter = The cover is tied down
  chores small @Noor +Garden
Measure the % for new boards = The numbers are on the list
  repairs tiny @Sam +Garden
Oil the wood of the % = Two coats, dry
  repairs small @Noor +Garden
Take photos of the % for the builder = Sent, with the size
  other tiny @José +Garden
Replace the % = The new one stands, and the old one is gone
  repairs complex @Sam +Garden
`,
  ),
  family(
    `lentil soup, a plum cake, bread rolls, potato salad, a lasagne, vegetable curry, an apple pie,
    tomato soup, pancakes, a nut loaf, chili, fish cakes, a cheesecake, dumplings, couscous salad,
    meatballs, a quiche, rice pudding, pizza, stuffed peppers, ginger biscuits, a carrot cake,
    mushroom pie, bean stew, spinach pasta, muffins, fruit salad, chicken soup, pea soup, a berry
    cake, an onion tart, pretzels, noodle soup, a potato bake, rice balls, an egg salad`,
    `
Make % for the school fair = Cut, wrapped and labeled
  food medium @Alex +Kids
Make % for the neighbors = Delivered, still warm
  food medium @Alex
Make % for Grandma = She has it, with the recipe
  food medium @Alex
Make % for the freezer = Portions with a date on each
  food medium @Alex
Make % for the picnic = Packed in the basket
  food medium @Noor
Make % for the football team = Enough for fifteen
  food medium @Alex +Kids
Make % for movie night = Ready at eight
  food small @José
Make % for Sunday lunch = Enough for six
  food medium @Alex
Make % for the lunch boxes = Five boxes are packed
  food small @Alex +Kids
Make % for the choir = Enough for twenty
  food medium @Noor
Make % for the birthday party = On the table at three
  food medium @Alex +Kids
Make % for the street party = Two large bowls
  food medium @Alex
Make % for the book club = Ready at seven
  food small @Noor
Make % for game night = Everybody is full
  food small @Sam
Make % for the train journey = Packed in four boxes
  food small @José
Make % with what is left = Nothing has to be thrown away
  food small @Alex
Try a recipe for % = Everybody had a second helping
  food medium @Alex
Buy what is needed for % = Everything is in the kitchen
  food tiny
`,
  ),
  family(
    `January, February, March, April, May, June, July, August, September, October, November,
    December`,
    forEach(
      ['electricity bill', 'water bill', 'phone bill', 'bill of the club', 'school bill'],
      `
Pay the @ of % = The confirmation is in the folder
  bills tiny @José +Money
Check the @ of % = Every line is known
  bills small @José +Money
File the @ of % = It is in the folder
  bills tiny @José +Money
Scan the @ of % = It can be searched
  bills tiny @José +Money
Share the @ of % among four = Everybody has paid their part
  bills small @José +Money`,
    ),
  ),
  family(
    `rain jacket, winter coat, blue trousers, gray cardigan, hiking socks, gym clothes, striped scarf,
    bathrobe, swimsuit, white shirt, leather gloves, wool hat, denim jacket, dark shirt, football kit,
    good suit, green sweater, summer jacket, pajamas, ski suit, hiking trousers, linen
    jacket, wedding suit, fleece`,
    forEverybody(`
Wash @’s % = Clean, and dry
  chores tiny
Patch the lining of @’s % = No hole is left
  chores medium @Noor
Mend @’s % = It looks like new
  chores small @Noor
Sew the label into @’s % = The name can be read
  chores tiny @Noor +Kids
Find @’s % = On its hook again
  other tiny
Take @’s % to the cleaner’s = The ticket is on the fridge
  other tiny @José
Collect @’s % from the cleaner’s = It is in the wardrobe
  other tiny @José
Give away @’s old % = The charity shop has it
  other small
Compare prices for @’s new % = Three shops compared
  bills small @José +Money
Order @’s new % = It fits
  other small @Alex`),
  ),
  family(
    `ice skates, helmet, bicycle, tennis racket, violin, headphones, phone, laptop, sleeping bag,
    rucksack, umbrella, desk lamp, alarm clock, watch, scooter, guitar, camera, sunglasses, suitcase,
    glasses, keyboard, tablet, skis, drum`,
    forEverybody(`
Find @’s % = Back in its place
  other tiny
Clean @’s % = It looks like new
  chores tiny
Repair @’s % = It works for a day
  repairs medium @Sam
Take @’s % to the shop = The ticket is on the fridge
  other small
Collect @’s % from the shop = It works
  other tiny @José
Note the number of @’s % = It is in the papers of the insurance
  bills tiny @José +Money
Compare prices for @’s new % = Three offers compared
  bills small @José +Money
Sell @’s old % = Somebody has fetched it
  other small @Alex`),
  ),
  family(
    `Grandma, Grandpa, Aunt Ida, Uncle Ben, the neighbors, the landlord, the piano teacher, the class
    teacher, the swimming coach, the choir, the janitor, the doctor, the dentist, the optician, the
    cousins, the godparents, the book club, the plumber, the electrician, the garden club, the builder,
    the scouts, the vet, the old neighbors, the football coach, the baker, the tenants upstairs, the
    music school, the caretaker, the dog sitter`,
    `
Call % about the weekend = The time is agreed
  other tiny
Call % about the bill = The sum is right
  bills tiny @José +Money
Write a card to % = It is in the mail
  other tiny @Noor
Invite % to dinner = The date is in the calendar
  other tiny @Alex
Choose a present for % = It is wrapped
  other small @Noor
Send the photos to % = They have arrived
  other tiny @Alex
Thank % for the help = They know
  other tiny
Ask % for advice about the roof = The answer is written down
  repairs small @Sam
Ask % about the summer = The dates are in the calendar
  other tiny
Give % the new address = They have written it down
  other tiny @José
Return the book to % = It is back
  other tiny @Noor
Lend % the long ladder = It is back in the shed
  repairs tiny @Sam
Bring % some apples = A full basket
  food tiny @Noor
Pay back % = The transfer is confirmed
  bills tiny @José +Money
Find a date with % = All four can come
  other small
`,
  ),
  family(
    `washing machine, dishwasher, tumble dryer, vacuum cleaner, extractor hood, fridge, freezer, oven,
    microwave, coffee machine, kettle, toaster, printer, router, television, radio, record player,
    sewing machine, fan heater, doorbell, mixer, waffle iron, lawn mower, hedge trimmer, drill, boiler`,
    `
Wipe the % = It looks like new
  chores tiny
Find the manual of the % = It is in the folder
  other tiny @José
Check the cable of the % = No damage, no tape
  repairs tiny @Sam
Replace the fuse of the % = It runs
  repairs small @Sam
Take the % to the repair café = It runs again
  repairs medium @Sam
Register the warranty of the % = The confirmation is in the folder
  bills tiny @José +Money
Order a spare part for the % = It is on its way
  repairs tiny @Sam
Repair the % = It runs for an hour
  repairs medium @Sam
Compare prices for a new % = Three offers compared
  bills small @José +Money
Sell the old % = Somebody has fetched it
  other small @Alex
Show everybody how the % works = All four have tried
  other tiny @Sam
Note the age of the % = It is in the list of the house
  bills tiny @José
`,
  ),
  family(
    `roses, raspberries, tomatoes, beans, lavender, hedge, apple tree, pear tree, strawberries, peas,
    zucchini, herb pots, ferns, tulips, geraniums, grapevine, blackberries, lettuce, pumpkins, sunflowers,
    lilac bush, hydrangeas, rhubarb, carrots, onions, spinach, chard, ivy, orchids, cactuses`,
    `
Water the % = Moist down to a finger
  chores tiny @Noor +Garden
Feed the % = They have enough for the month
  chores tiny @Noor +Garden
Mulch the % = No bare soil
  chores small @Noor +Garden
Cut back the % = No dead wood is left
  chores small @Noor +Garden
Weed around the % = Nothing else grows there
  chores small @Noor +Garden
Check the % for snails = None are left
  chores tiny @José +Garden
Tie up the % = They stand in a storm
  chores small @Noor +Garden
Find a sunny place for the % = They stand by the south wall
  chores medium @Noor +Garden
Cover the % for the night = The fleece is tied down
  chores tiny @Noor +Garden
Ask the garden club about the % = The answer is written down
  other tiny @Noor +Garden
Take photos of the % = One a week is in the album
  other tiny @Alex +Garden
Read up on the % = The plan is in the garden book
  other small @Noor +Garden
`,
  ),
  family(
    `biology, history, French, chemistry, geography, music, physics, math, English, art, Spanish,
    computer science`,
    `
Help with the % homework = It is in the school bag
  other small @Alex +Kids
Practice for the % test = Every question was right once
  other medium @José +Kids
Cover the % book = No corner is bent
  chores tiny @Noor +Kids
Buy the % workbook = It is in the school bag
  other tiny @José +Kids
Read the % report together = It has no mistakes
  other small @Sam +Kids
Find the % folder = It is in the school bag
  other tiny +Kids
Build the model for % = It stands by itself
  other medium @Sam +Kids
Talk to the % teacher = The date is in the calendar
  other tiny @Alex +Kids
`,
  ),
]

/** The titles of their chores differ; those next to each other have little in common. */
export function listManyChores(): readonly Chore[] {
  const chores = families.flatMap(({ words, chores }) => {
    return words.flatMap((word) => chores.map((chore) => withWord(chore, word)))
  })
  // A step without a common divisor reaches each chore once.
  return chores.flatMap((_, index) => chores[(index * 2_011) % chores.length] ?? [])
}

const withWord = (chore: Chore, word: string): Chore => ({
  ...chore,
  title: chore.title.replace('%', word),
})
