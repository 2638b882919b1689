import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { household, screen } from '../support/household/household.ts'
import { success, usageFailure } from '../support/household/sample.ts'

it('prints a line for cron with what was typed, and without the household', async () => {
  const home = household()
  const words = ['remind', '--unit', 'cron', '--for', 'José & Sam', '--soon', '3 days', '--once']
  const line = [
    `*/15 * * * * MOMENTUM_DB=${home.database} MOMENTUM_USER=alex MOMENTUM_TZ=UTC`,
    "/opt/node /opt/momentum.js remind --for 'José & Sam' --soon '3 days' --once",
  ].join(' ')
  const comment = '# Add this line to your crontab: crontab -e'
  expect([await home.run(...words, '--as', 'alex'), existsSync(home.database)]).toEqual([
    success(comment, line),
    false,
  ])
})

it('prints no wrapped line at a narrow terminal', async () => {
  const home = household()
  const piped = await home.run('remind', '--unit', 'launchd')
  const world = home.world(['remind', '--unit', 'launchd', '--no-color'], { stdout: screen(30) })
  expect(await home.runIn(world)).toEqual(piped)
})

it('gives a program the files of a unit, which need no more than they say', async () => {
  const home = household()
  Object.assign(home.env, { MOMENTUM_DB: '~/50% off.db', MOMENTUM_DAY_START: '03:00' })
  const systemd = (await home.json('remind', '--unit', 'systemd')) as { files: { text: string }[] }
  const cron = await home.json('remind', '--unit', 'cron', '--db', '/tmp/x.db')
  const needs = `MOMENTUM_DB='${home.folder}/50%% off.db' MOMENTUM_TZ=UTC MOMENTUM_DAY_START=03:00`
  expect([
    {
      ...systemd,
      files: systemd.files.map((file) => ({
        ...file,
        text: /=\$\$\((.*) \/opt\/node/.exec(file.text)?.[1],
      })),
    },
    cron,
  ]).toEqual([
    {
      unit: 'systemd',
      files: [
        { path: '~/.config/systemd/user/momentum-remind.service', text: needs },
        { path: '~/.config/systemd/user/momentum-remind.timer', text: undefined },
      ],
    },
    {
      unit: 'cron',
      files: [
        {
          path: null,
          text: [
            '# Add this line to your crontab: crontab -e',
            '0 8 * * * MOMENTUM_DB=/tmp/x.db MOMENTUM_TZ=UTC MOMENTUM_DAY_START=03:00 /opt/node /opt/momentum.js remind',
          ].join('\n'),
        },
      ],
    },
  ])
})

it('names a server without its password, and leaves it to the settings file', async () => {
  const home = household()
  await home.run('config', 'set', 'db', 'postgres://sam:kept@homeserver/home')
  const saved = await home.run('remind', '--unit', 'cron')
  home.env.MOMENTUM_DB = 'postgres://sam:secret@homeserver/home?sslmode=require'
  const set = await home.run('remind', '--unit', 'cron')
  home.env.MOMENTUM_DB = 'postgres://sam@homeserver/home'
  const without = await home.run('remind', '--unit', 'cron')
  const lineWith = (variables: string) => [
    '# Add this line to your crontab: crontab -e',
    `0 8 * * * ${variables}MOMENTUM_TZ=UTC /opt/node /opt/momentum.js remind`,
  ]
  expect([saved, without, set]).toEqual([
    success(...lineWith('')),
    success(...lineWith('MOMENTUM_DB=postgres://sam@homeserver/home ')),
    {
      ...success(...lineWith("MOMENTUM_DB='postgres://sam@homeserver/home?sslmode=require' ")),
      stderr: [
        'This configuration does not contain the server’s password.\n',
        '  To let it connect, save the whole URL in the settings file: momentum config set db <url>\n',
      ].join(''),
    },
  ])
})

it('finds the settings and the logins where they are now', async () => {
  const home = household()
  Object.assign(home.env, {
    XDG_CONFIG_HOME: `${home.folder}/my settings`,
    XDG_STATE_HOME: '/var/state',
    XDG_DATA_HOME: 'relative',
  })
  const { stdout } = await home.run('remind', '--unit', 'cron')
  expect(stdout.split('\n')[1]).toBe(
    [
      `0 8 * * * XDG_CONFIG_HOME='${home.folder}/my settings' XDG_STATE_HOME=/var/state`,
      `MOMENTUM_DB=${home.database} MOMENTUM_TZ=UTC /opt/node /opt/momentum.js remind`,
    ].join(' '),
  )
})

it('refuses a unit that it does not know, and a time that makes no sense', async () => {
  const home = household()
  expect([
    await home.run('remind', '--unit', 'at'),
    await home.run('remind', '--unit', 'cron', '--soon', '3x'),
  ]).toEqual([
    usageFailure('There is no --unit “at”: choose systemd, launchd or cron.'),
    usageFailure('“3x” is not a length of time.', 'Write it as 30d, 8w, 3m, 1y or "8 weeks".'),
  ])
})
