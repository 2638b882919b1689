import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Household, screen } from '../support/household/household.ts'
import { sampleHousehold, success } from '../support/household/sample.ts'

describe('hostile text', () => {
  const line = 'a\u001b[2Jb\u202ec\u200bd\u0007e\u009bf\u2066g\rh\u007fi'
  const text = `${line}\nsecond\tline`
  const shown = 'a^[[2Jb<U+202E>c<U+200B>d^Ge<U+009B>f<U+2066>g^Mh^?i'
  // Apart from line breaks, everything that moves a cursor, changes colors, turns writing round or
  // hides.
  const harmful = /[[\p{Cc}\p{Bidi_Control}\u200b-\u200f\u2028\u2029\u2060-\u206f\ufeff]--\n]/v

  /** Every text of the household is hostile, as another program may have stored it. */
  async function hostileHousehold(): Promise<Household> {
    const home = await sampleHousehold()
    await home.json('win', 'pick', 'tap', '--as', 'alex')
    await home.json('win', 'block', '--note', 'x')
    const named = sql`${sql.lit(line)} || id`
    await home.queryUnchecked(
      sql`update users set name = ${named}, name_key = ${named}, role = ${line}`,
    )
    await home.queryUnchecked(sql`
      update tasks set title = ${named}, definition_of_done = ${text}, materials_needed = ${text},
        status_note = ${text}, search_text = ${'x\n'}
    `)
    await home.queryUnchecked(sql`update daily_wins set note = ${text}`)
    return home
  }

  const soon = ['--note', text]

  it.each([
    [[]],
    [['user', 'list']],
    [['user', 'show', '1']],
    [['user', 'edit', '1', '--role', 'none']],
    [['user', 'deactivate', '2']],
    [['user', 'remove', '2', '--yes', '--tasks', 'keep']],
    [['task', 'list']],
    [['task', 'show', '1']],
    [['task', 'edit', '3', '--effort', 'tiny']],
    [['task', 'pause', '1', ...soon]],
    [['task', 'done', '1', '3']],
    [['task', 'assign', '1', '2']],
    [['task', 'remove', '1', '--yes']],
    [['win', 'show']],
    [['win', 'history']],
    [['win', 'stats']],
    [['win', 'pause', ...soon]],
    [['win', 'resume']],
    [['win', 'drop', ...soon]],
    [['win', 'pick', '1']],
    [['task', 'abandon', '2']],
    [['task', 'show', line]],
    [['task', 'show', '\u202ex']],
    [['user', 'show', 'x\u200by']],
    [['task', 'list', '--status', line]],
    [['task', 'list', '--db', line]],
  ])('is shown harmlessly by %j', async (words) => {
    const home = await hostileHousehold()
    const { stdout, stderr } = await home.run(...words)
    expect(stdout + stderr).not.toEqual('')
    expect(stdout + stderr).not.toMatch(harmful)
  })

  it('is shown harmlessly in a narrow terminal and in the help of an error', async () => {
    const home = await hostileHousehold()
    const world = home.world(['task', 'show', '3', '--no-color'], { stdout: screen(60) })
    expect((await home.runIn(world)).stdout).not.toMatch(harmful)
  })

  it('is shown harmlessly in a notice', async () => {
    const home = await sampleHousehold()
    await home.json('win', 'pick', 'tap')
    await home.queryUnchecked(sql`update tasks set title = ${line} where id = 2`)
    home.setClock('2026-11-24T12:00:00.000Z')
    expect(await home.run('win', 'pick', 'kettle', '-q')).toEqual({
      ...success('2'),
      stderr: `“${shown}” (Sunday’s win) is still open.\n  To finish it: momentum win done --date 2026-11-22\n`,
    })
  })

  it('is written out, so that a person sees what is there', async () => {
    const home = await hostileHousehold()
    const { stdout } = await home.run('task', 'show', '1')
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      `${shown}1  #1`,
      '',
      'Status      ○ backlog',
      `Note        ${shown}`,
      '            second    line',
      `Done means  ${shown}`,
    ])
  })

  it('stays on one line in a table', async () => {
    const home = await hostileHousehold()
    const { stdout } = await home.run('win', 'history')
    expect(stdout.trimEnd().split('\n').at(-1)).toEqual(
      `2026-11-22  ■ blocked  ${shown}2  ${shown}1  ${shown} second    line`,
    )
  })

  it('comes back unchanged in JSON, and harmless to a terminal', async () => {
    const home = await hostileHousehold()
    const { stdout } = await home.run('win', 'show', '--json')
    expect(stdout).not.toMatch(harmful)
    const { note, selected_by, task } = JSON.parse(stdout)
    expect({ note, selected_by, title: task.title, done: task.definition_of_done }).toEqual({
      note: text,
      selected_by: `${line}1`,
      title: `${line}2`,
      done: text,
    })
  })

  it('typed into a text of several lines is kept as it is', async () => {
    const home = await sampleHousehold()
    const words = ['--definition-of-done', text, '--materials', text, '--fields']
    const fields = 'definition_of_done,materials_needed'
    expect(await home.json('task', 'edit', '1', ...words, fields)).toEqual({
      definition_of_done: text,
      materials_needed: text,
    })
    expect(
      await home.json('task', 'pause', '1', '--note', text, '--fields', 'status_note'),
    ).toEqual({
      status_note: text,
    })
  })

  it('that hides comes back unchanged in JSON, written out (F093)', async () => {
    const home = await sampleHousehold()
    const title = 'a\u3164b\u00adc\u{e0041}d\u200be ☎\ufe0e'
    const { stdout } = await home.run('task', 'edit', '1', '--title', title, '--fields', 'title')
    expect([stdout, JSON.parse(stdout)]).toEqual([
      '{\n  "title": "a\\u3164b\\u00adc\\udb40\\udc41d\\u200be ☎\ufe0e"\n}\n',
      { title },
    ])
  })

  it('that belongs to writing and emoji is left alone', async () => {
    const home = await sampleHousehold()
    const title = '👩‍🍳 café שלום 한국 🏴‍☠️ می\u200cخواهم क्\u200dष'
    await home.json('task', 'edit', '1', '--title', title)
    expect((await home.run('task', 'show', '1')).stdout.split('\n')[0]).toEqual(`${title}  #1`)
  })
})
