import { describe, expect, it } from 'vitest'
import { household, screen } from '../../support/household/household.ts'
import { sampleHousehold, success } from '../../support/household/sample.ts'

describe('sixty tasks', () => {
  /** A demo of sixty tasks, of which Alex sees the private ones, too. */
  async function sixty() {
    const home = household()
    await home.json('db', 'seed', '--demo', '--tasks', '60', '--routines', '0', '--days', '0')
    return home
  }

  it('show a person the first fifty and how many more there are', async () => {
    const home = await sixty()
    const { code, stdout, stderr } = await home.run('task', 'list', '--all', '--as', 'alex')
    const lines = stdout.trimEnd().split('\n')
    expect({ code, stderr, count: lines.length, last: lines.at(-1) }).toEqual({
      code: 0,
      stderr: '',
      count: 52,
      last: '… and 10 more (raise --limit)',
    })
  })

  it('give a program all of them', async () => {
    const home = await sixty()
    expect(await home.json('task', 'list', '--all', '--as', 'alex')).toHaveLength(60)
    const quiet = await home.run('task', 'list', '--all', '--as', 'alex', '--quiet')
    expect(quiet).toEqual(success(...Array.from({ length: 60 }, (_, index) => `${index + 1}`)))
  })

  it('are all shown when the limit says so', async () => {
    const home = await sixty()
    const { stdout } = await home.run('task', 'list', '--all', '--as', 'alex', '--limit', '60')
    expect(stdout.trimEnd().split('\n')).toHaveLength(61)
  })

  it('count what is left from the offset on', async () => {
    const home = await sixty()
    const { stdout } = await home.run(
      'task',
      'list',
      '--all',
      '--as',
      'alex',
      '--limit',
      '4',
      '--offset',
      '55',
    )
    expect(stdout.trimEnd().split('\n').at(-1)).toEqual('… and 1 more (raise --limit)')
  })
})

it('counts no further than 200 tasks beyond the page', async () => {
  const home = household()
  await home.json('db', 'seed', '--demo', '--tasks', '211', '--routines', '0', '--days', '0')
  const { stdout } = await home.run('task', 'list', '--all', '--as', 'alex', '--limit', '10')
  expect(stdout.trimEnd().split('\n').at(-1)).toEqual('… and more than 200 more (raise --limit)')
})

describe('a table', () => {
  const title = 'Sort the seven boxes of photographs in the attic by year and by person'

  async function attic() {
    const home = await sampleHousehold()
    const words = ['--domain', 'other', '--effort', 'complex', '--definition-of-done', 'Sorted']
    await home.run('task', 'add', title, ...words)
    return home
  }

  it('fits a terminal of sixty columns', async () => {
    const home = await attic()
    const world = home.world(['task', 'list', '--no-color'], { stdout: screen(60) })
    expect(await home.runIn(world)).toEqual(
      success(
        'id  task                     priority  due  owner  status',
        ' 1  Descale the kettle       medium    –    –      ○ backlog',
        ' 2  Fix the tap              medium    –    Alex   ○ backlog',
        ' 3  Pay the rent             medium    –    Sam    ○ backlog',
        ' 4  Sort the seven boxes o…  medium    –    –      ○ backlog',
      ),
    )
  })

  it('is complete in a pipe', async () => {
    const home = await attic()
    expect(await home.run('task', 'list', '--domain', 'other')).toEqual(
      success(
        `id  ${'task'.padEnd(title.length)}  domain  effort   priority  due  owner  category  status`,
        ` 4  ${title}  other   complex  medium    –    –      –         ○ backlog`,
      ),
    )
  })

  it('counts the columns of wide signs and emoji', async () => {
    const home = await sampleHousehold()
    const words = ['--domain', 'food', '--effort', 'tiny', '--definition-of-done', 'x']
    for (const name of ['寿司を食べる', '👩‍🍳 cook', 'cafe\u0301']) {
      await home.run('task', 'add', name, ...words)
    }
    expect(await home.run('task', 'list', '--domain', 'food')).toEqual(
      success(
        'id  task          domain  effort  priority  due  owner  category  status',
        ' 4  寿司を食べる  food    tiny    medium    –    –      –         ○ backlog',
        ' 5  👩‍🍳 cook       food    tiny    medium    –    –      –         ○ backlog',
        ' 6  café          food    tiny    medium    –    –      –         ○ backlog',
      ),
    )
  })
})
