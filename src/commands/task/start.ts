import { moveCommand } from './move.ts'

export default moveCommand('ACTIVE')
