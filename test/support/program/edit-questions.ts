import { keys, type Terminal } from './terminal.ts'

/** What `task edit` asks at a terminal, in order. */
export const editQuestions = [
  '? Title:',
  '? Domain:',
  '? Effort:',
  '? Done means:',
  '? Description:',
  '? Materials:',
  '? Owner:',
  '? Category:',
  '? Priority:',
  '? Due (a date, friday, +3d):',
  '? Starts (a date, friday, +3d):',
  '? Private (visible only to its owner)?',
] as const

/** Answers every question in order: with these keys, or with Enter alone. @returns the exit code */
export async function answerEdit(
  person: Terminal,
  answers: Partial<Record<(typeof editQuestions)[number], string>>,
  asked: readonly (typeof editQuestions)[number][] = editQuestions,
): Promise<number> {
  for (const question of asked) {
    await person.sees(question)
    person.types(`${answers[question] ?? ''}${keys.enter}`)
  }
  return person.ends()
}
