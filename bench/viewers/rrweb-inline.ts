export { openViewer } from './rrweb.ts'
