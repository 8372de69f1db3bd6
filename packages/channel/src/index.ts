export { BACK_OFF, backOff } from './back-off.ts'
export { onWake, visible } from './wake.ts'
