import { expect, test } from 'vitest'
import {
  isConstraintViolation,
  isDamagedIndex,
  isMissingTable,
  isNotJson,
  isRetryable,
  violatedColumn,
  violatedConstraint,
} from '../../src/db/error-codes.ts'
import { MomentumError } from '../../src/errors.ts'

/** An error as a driver throws it. */
const failed = (code: string, message = 'failed', more: object = {}) =>
  Object.assign(new Error(message), { code, ...more })

const named = (constraint: string) => failed('23505', 'failed', { constraint })

/** As {@link failed}, described to people. */
const described = (code: string) =>
  new MomentumError('database', 'failed', undefined, { cause: failed(code) })

/** What an error says about a statement. */
function saidBy(error: unknown): Record<string, unknown> {
  const said = {
    missing: isMissingTable(error, 'tasks'),
    retryable: isRetryable(error),
    column: violatedColumn(error),
    constraint: violatedConstraint(error),
    damaged: isDamagedIndex(error),
    notJson: isNotJson(error),
    violation: isConstraintViolation(error),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value))
}

test.each<[string, unknown, Record<string, unknown>]>([
  ['of SQLite without the table', new Error('no such table: tasks'), { missing: true }],
  ['of SQLite without another table', new Error('no such table: wins'), {}],
  ['of a server without the table', failed('42P01'), { missing: true }],
  ['that is described, without the table', described('42P01'), { missing: true }],
  ['of a lost transaction', failed('40001'), { retryable: true }],
  ['of a deadlock, described', described('40P01'), { retryable: true }],
  [
    'of SQLite about a name in use',
    failed('SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: users.name_key'),
    { column: 'name_key', violation: true },
  ],
  [
    'of SQLite about an index of its own name',
    failed('SQLITE_CONSTRAINT_UNIQUE', "UNIQUE constraint failed: index 'commands_open'"),
    { violation: true },
  ],
  [
    'of a server about a name in use',
    named('categories_household_name'),
    { column: 'name_key', violation: true },
  ],
  [
    'of a server about an address in use',
    named('users_email_key'),
    {
      column: 'email_key',
      violation: true,
    },
  ],
  ['of a server about another constraint', named('daily_wins_date_key'), { violation: true }],
  ['of a server that names no constraint', failed('23505'), { violation: true }],
  ['of a check', failed('23514'), { constraint: 'check', violation: true }],
  ['of a reference, described', described('23503'), { constraint: 'reference', violation: true }],
  ['of a missing value', failed('23502'), { violation: true }],
  ['of a damaged index', failed('XX002'), { damaged: true }],
  ['of a text that is not JSON', described('22P02'), { notJson: true }],
  ['of the network', failed('ECONNRESET'), {}],
  ['without a code', new Error('failed'), {}],
  ['that is none', 'failed', {}],
  ['that is nothing', undefined, {}],
])('an error %s says so, and nothing else', (_, error, said) => {
  expect(saidBy(error)).toEqual(said)
})
