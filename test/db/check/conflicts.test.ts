import { expect, test } from 'vitest'
import { judgeConflicts, listConflicts } from '../../../src/db/check/conflicts.ts'

test.each([
  ['Dropbox', 'momentum (Alex’s conflicted copy 2026-11-22).db'],
  ['Dropbox, without a name', 'momentum (conflicted copy 2026-11-22).db'],
  ['Dropbox, in German', 'momentum (In Konflikt stehende Kopie von Alex 2026-11-22).db'],
  ['Dropbox, in French', 'momentum (Copie en conflit de Alex 2026-11-22).db'],
  ['Dropbox, in Spanish', 'momentum (Copia en conflicto de Alex 2026-11-22).db'],
  ['Dropbox, by case', 'momentum (Case Conflict).db'],
  ['Nextcloud', 'momentum (conflicted copy 2026-11-22 120000).db'],
  ['ownCloud', 'momentum_conflict-20261122-120000.db'],
  ['Syncthing', 'momentum.sync-conflict-20261122-120000-ABCDEFG.db'],
  ['Resilio', 'momentum.Conflict.db'],
  ['Seafile', 'momentum (SFConflict alex@example.org 2026-11-22-12-00-00).db'],
  ['Synology', 'momentum_DiskStation_Nov-22-1200-2026_Conflict.db'],
  ['rclone', 'momentum.conflict1.db'],
  ['rclone, after the end', 'momentum.db.conflict1'],
  ['OneDrive', 'momentum-DESKTOP-AB12CD3.db'],
  ['OneDrive, on a laptop', 'momentum-LAPTOP-AB12CD3.db'],
  ['OneDrive, on a PC', 'momentum-pc.db'],
  ['OneDrive, on a Mac', 'momentum-MacBook-Air.db'],
  ['a program in Portuguese', 'momentum (cópia em conflito).db'],
  ['a program in Italian', 'momentum (copia in conflitto).db'],
  ['a program in Finnish', 'momentum (ristiriita).db'],
  ['a program in Russian', 'momentum (КОНФЛИКТ).db'],
  ['a program in Japanese', 'momentum (競合).db'],
  ['a program in simplified Chinese', 'momentum (冲突).db'],
  ['a program in traditional Chinese', 'momentum (衝突).db'],
  ['iCloud', 'momentum 2.db'],
  ['Google Drive', 'momentum (1).db'],
  ['Box', 'momentum(1).db'],
])('%s: %s', (_, name) => {
  expect(listConflicts('momentum.db', ['letter.txt', name, 'momentum.db'])).toEqual([name])
})

test.each([
  'momentum.db',
  'momentum.db-journal',
  'momentum.db.backups',
  'momentum-2025.db',
  'momentum-old.db',
  'other (conflicted copy).db',
  'conflict.db',
  // As long as the name or longer, with the mark of a copy where the name would end.
  'holidays (1).db',
  'holiday.db.conflict1',
  'momentum (1).txt',
])('%s is none', (name) => {
  expect(listConflicts('momentum.db', [name])).toEqual([])
})

test('a name without an extension has copies, too', () => {
  expect(listConflicts('household', ['household (conflicted copy)', 'households'])).toEqual([
    'household (conflicted copy)',
  ])
})

test('copies are named after the place, with what to type', () => {
  const place = { detail: 'in a Dropbox folder', hint: { lead: 'Keep it elsewhere' } }
  expect([
    judgeConflicts(place, []),
    judgeConflicts(place, ['/d/a (1).db']),
    judgeConflicts('on a disk', ['/d/a (1).db', '/d/a 2.db']),
  ]).toEqual([
    place,
    {
      detail: 'in a Dropbox folder; there is a conflicting copy next to it: “a (1).db”',
      hint: {
        lead: 'See its tasks, add those that yours lacks, then move it away',
        command: "task list --all --sort updated_at:desc --db '/d/a (1).db'",
      },
    },
    {
      detail: 'on a disk; there are 2 conflicting copies next to it: “a (1).db”, “a 2.db”',
      hint: {
        lead: 'See its tasks, add those that yours lacks, then move it away',
        command: "task list --all --sort updated_at:desc --db '/d/a (1).db'",
      },
    },
  ])
})
