import type { Domain, Priority, TaskStatus } from '../../../domain/task.ts'
import { keepsNote } from '../../../domain/task-status.ts'
import type { UserId } from '../../../domain/user.ts'
import { batchSize, openBatchInsert } from '../../batches.ts'
import type { Tx } from '../../schema.ts'
import { searchText } from '../../tasks/changes.ts'
import type { Chore } from './chores.ts'
import { type DemoContext, personAt, whoIsHere } from './context.ts'
import { type DatedChore, listToldChores, toldChores } from './dated-chores.ts'
import { listManyChores } from './many-chores.ts'

/**
 * Adds tasks in the order in which they were created. The latest are told one by one; the older
 * ones of a large household are put together from parts.
 */
export async function addDemoTasks(
  tx: Tx,
  count: number,
  context: DemoContext,
  progress: (tasks: number) => void,
): Promise<void> {
  const told = listToldChores(Math.min(count, toldChores), context)
  const insert = openBatchInsert(tx, 'tasks')
  const searchTextOf = searchTexts()
  const many = count > told.length ? listManyChores() : []
  for (let start = 0; start < count; start += batchSize) {
    const length = Math.min(batchSize, count - start)
    const rows = Array.from({ length }, (_, place) => {
      const index = start + place
      const chore = told[index - (count - told.length)] ?? oneOfMany(many, index, count, context)
      return taskRow(chore, searchTextOf(chore), context)
    })
    await insert(rows)
    progress(length)
  }
  await addNotes(tx, told, context)
}

/** Folds the texts of a chore once, however often the household does it. */
function searchTexts(): (dated: DatedChore) => string {
  const texts = new Map<string, string>()
  return ({ chore: { title, done: definition_of_done }, number }) => {
    const text = texts.get(title) ?? searchText({ title, definition_of_done })
    texts.set(title, text)
    return text.replace('\n', `${numberOf(number)}\n`)
  }
}

const numberOf = (number: number | undefined) => (number === undefined ? '' : ` (${number})`)

function taskRow(
  { chore, number, created, changed, due, by }: DatedChore,
  search_text: string,
  context: DemoContext,
) {
  const { done: definition_of_done, domain, effort, owner, grouping } = chore
  const title = `${chore.title}${numberOf(number)}`
  const status = chore.status ?? 'BACKLOG'
  const isDone = status === 'DONE'
  const on = context.daysAgo(changed)
  const at = context.at(on, changed === created ? 12 : 13 + (title.length % 7))
  return {
    uuid: context.newUuid(),
    title,
    domain,
    effort,
    definition_of_done,
    search_text,
    owner_user_id: userOf(owner, context),
    category_id: grouping === undefined ? null : (context.categories.get(grouping) ?? null),
    priority: chore.priority ?? 'MEDIUM',
    due_date: due === undefined ? null : context.daysAgo(due),
    private: chore.private ?? false,
    status,
    status_note: (status !== 'BACKLOG' && keepsNote(status) && chore.reason) || null,
    completed_at: isDone ? at : null,
    completed_on: isDone ? on : null,
    completed_by_user_id: isDone ? userOf(by, context) : null,
    created_at: context.at(context.daysAgo(created), 8 + (title.length % 5)),
    updated_at: at,
  }
}

function userOf(person: Chore['owner'], { users }: DemoContext): UserId | null {
  return person === undefined ? null : (users.get(person) ?? null)
}

/** One of the tasks of a large household, where chance decides what becomes of it. */
function oneOfMany(
  chores: readonly Chore[],
  index: number,
  count: number,
  { began, random }: DemoContext,
): DatedChore {
  const [place, round] = placeOf(index, count, chores.length)
  const chore = chores[place]
  if (chore === undefined) throw new RangeError('There is no chore to make up.')
  const created = Math.max(1, Math.ceil(((count - index) / count) * began))
  // Most things are done soon, and the others within two months.
  const changed = Math.max(1, created - Math.floor(60 * random() ** 3))
  const status = statusFor(random())
  const person = random() < 0.6 && chore.owner ? chore.owner : personAt(Math.floor(random() * 4))
  const owner = random() < 0.2 ? undefined : person
  const due = random() < 0.3 ? dueFor(status, created, changed, random()) : undefined
  return {
    chore: {
      ...chore,
      priority: priorityFor(random()),
      status,
      reason: status === 'ABANDONED' ? 'no longer needed' : reasons[chore.domain],
      owner,
    },
    number: round === 0 ? undefined : round + 1,
    created,
    changed,
    due,
    by: whoIsHere(random() < 0.85 ? person : personAt(index), changed),
  }
}

/** So many chores alternate: an index of their titles is written faster than one of thousands. */
const together = 500

/** Which chore a task is, and how often it was done before, if all of them are done as often. */
function placeOf(index: number, count: number, chores: number): readonly [number, number] {
  const rounds = Math.ceil(count / chores)
  const first = Math.floor(index / (together * rounds)) * together
  const size = Math.min(together, chores - first)
  const within = index - first * rounds
  return [first + (within % size), Math.floor(within / size)]
}

const reasons: Readonly<Record<Domain, string>> = {
  CHORES: 'needs two people',
  BILLS: 'waiting for an answer',
  FOOD: 'the shop is closed',
  REPAIRS: 'waiting for a spare part',
  OTHER: 'not sure yet',
}

/** What is done was due around that day; the rest is due from last week until in three weeks. */
function dueFor(status: TaskStatus, created: number, changed: number, chance: number): number {
  if (status === 'DONE') return Math.min(created, changed + 2 - Math.floor(chance * 9))
  return Math.min(created, 6 - Math.floor(chance * 28))
}

function priorityFor(chance: number): Priority {
  if (chance < 0.2) return 'LOW'
  if (chance < 0.75) return 'MEDIUM'
  return chance < 0.95 ? 'HIGH' : 'URGENT'
}

function statusFor(chance: number): TaskStatus {
  if (chance < 0.55) return 'DONE'
  if (chance < 0.9) return 'BACKLOG'
  if (chance < 0.94) return 'PAUSED'
  return chance < 0.97 ? 'BLOCKED' : 'ABANDONED'
}

async function addNotes(tx: Tx, told: readonly DatedChore[], context: DemoContext): Promise<void> {
  for (const { chore, created } of told) {
    if (!chore.note) continue
    const { id } = await tx
      .selectFrom('tasks')
      .select('id')
      .where('title', '=', chore.title)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('notes')
      .values({
        task_id: id,
        author_user_id: userOf(chore.note.author, context),
        text: chore.note.text,
        created_at: context.at(context.daysAgo(Math.ceil(created / 2)), 18),
      })
      .execute()
  }
}
