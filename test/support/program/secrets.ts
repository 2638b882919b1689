/** Alex’s password. */
export const password = 'correct horse'

/** The password of the server that the tests run on. */
export const serverPassword = 'uncommon-horse'

/** Every password that the tests set, and what people type in error. */
export const secrets = [
  password,
  'wrong horse',
  'new battery',
  'staple staple',
  'clé à l’été',
  'a'.repeat(72),
]

/**
 * What no command of any test may print: a password, the hash of one, the token of a session. A
 * password of one letter again and again is left out: a title may be of as many.
 */
export const secretPattern = new RegExp(
  [
    ...secrets.filter((secret) => !/^a+$/.test(secret)),
    serverPassword,
    'uncommon-cow',
    '\\$2[aby]\\$\\d\\d\\$',
    '\\btoken-\\d+\\b',
  ].join('|'),
)
