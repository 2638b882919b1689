import type { RoutineMode, TurnMode } from '../../../domain/routine/routine.ts'
import { type Chore, type Person, readChores } from './chores.ts'

/** A made-up routine: a chore that repeats. */
export type RoutineKind = {
  readonly chore: Chore
  readonly mode: RoutineMode
  readonly rule: string
  readonly turns: TurnMode
  /** Who takes turns, in their order. */
  readonly among?: readonly Person[]
  readonly season?: readonly [from: string, to: string]
  /** How many days ago people stopped looking after it; 0 by default. */
  readonly left?: number
}

type Plan = Omit<RoutineKind, 'chore'>

const everybody = ['Alex', 'Sam', 'Noor', 'José'] as const
const daily = { mode: 'CALENDAR', rule: 'day' } as const
const weekly = (day: string) => ({ mode: 'CALENDAR', rule: `week on ${day}` }) as const
const after = (days: string) => ({ mode: 'AFTER', rule: days }) as const

const plans: readonly Plan[] = [
  { ...weekly('tue'), turns: 'ROTATE', among: ['Sam', 'José', 'Alex'] },
  { ...after('4 days'), turns: 'FIXED' },
  { mode: 'CALENDAR', rule: 'month on 1', turns: 'FIXED' },
  { ...after('2 weeks'), turns: 'NONE', left: 10 },
  { ...weekly('sat'), turns: 'LEAST', among: everybody },
  { ...daily, turns: 'ROTATE', among: everybody },
  { ...daily, turns: 'NONE' },
  { ...after('2 days'), turns: 'FIXED' },
  { mode: 'CALENDAR', rule: '2 weeks on sat', turns: 'FIXED', season: ['04-01', '10-31'] },
  { mode: 'CALENDAR', rule: 'month on first sun', turns: 'FIXED' },
  { ...weekly('thu'), turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
  { ...daily, turns: 'FIXED' },
]

const chores = readChores(`
Take out the bins = All of them are at the curb
  chores tiny
Water the plants = The soil is moist in every pot
  chores tiny @Noor +Garden
Pay the rent = The transfer is confirmed
  bills tiny high @José +Money
Change the bed linen = Fresh linen on every bed
  chores small
Clean the bathroom = Sink, bath and floor shine
  chores small
Cook dinner = On the table at seven
  food small
Feed the cat = The bowl is full, and the water is fresh
  food tiny
Practice the piano = Half an hour without the phone
  other tiny @Alex private
Mow the lawn = Short, and the edges are cut
  chores small @Noor +Garden
Back up the photos = All of them are on the disk
  other tiny @Sam paused
  because the disk is full
Pack the gym bags = Shoes, towels and water are in
  chores tiny @Sam +Kids
Walk the dog of the neighbors = Once around the park
  other tiny @Alex
Empty the dishwasher = The cupboard has all of it
  chores tiny @Sam
Make the beds = The cover is smooth
  chores tiny @Noor
Empty the letter box = The letters are on the desk
  chores tiny @José
Air the bedrooms = Ten minutes, all windows
  chores tiny @Noor
Wipe the kitchen table = No crumbs
  chores tiny @Alex
`)

const rooms = [
  ...[
    'kitchen',
    'bathroom',
    'hall',
    'living room',
    'dining room',
    'guest room',
    'study',
    'landing',
  ],
  ...['bedroom', 'playroom', 'attic room', 'laundry room', 'sun room', 'music room', 'pantry'],
  ...['entrance', 'cellar', 'upstairs bathroom', 'back room', 'small bedroom', 'workshop'],
]

/** What is done again and again in each room of a large household. */
const works = readChores(`
Sweep the % = No crumbs
  chores tiny
Tidy the % = Everything is in its place
  chores tiny
Vacuum the % = Under the furniture, too
  chores tiny
Air the % = Ten minutes, all windows
  chores tiny
Dust the % = Up to the lamps
  chores tiny
Mop the % = Dry again
  chores tiny
Empty the waste basket of the % = It has a new bag
  chores tiny
Water the plants in the % = The soil is moist
  chores tiny
Wipe the shelves of the % = No dust
  chores tiny
Check the windows of the % = They are closed
  chores tiny
`)

/** What a made-up household repeats. More than the first ones repeat such work in each room. */
export function routineAt(index: number): RoutineKind {
  const chore = chores[index % chores.length]
  const plan = plans[index % plans.length]
  if (!chore || !plan) throw new RangeError('There is no routine to make up.')
  if (index < chores.length) return { chore, ...plan }
  return { chore: { ...chore, ...workAt(index - chores.length) }, ...plan }
}

function workAt(index: number): Pick<Chore, 'title' | 'done'> {
  const count = works.length * rooms.length
  const work = works[index % works.length]
  const room = rooms[Math.floor((index % count) / works.length)]
  if (!work || !room) throw new RangeError('There is no routine to make up.')
  const round = Math.floor(index / count)
  const title = work.title.replace('%', room)
  return { title: round === 0 ? title : `${title} (${round + 1})`, done: work.done }
}
