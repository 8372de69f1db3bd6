import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './errors.ts'

const LOOPBACK = 'DNS:localhost,DNS:*.localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1'

/** A self-signed certificate for loopback names, through the openssl command. Returns what to do with it. */
export function makeDevCertificate(folder: string, names: string = LOOPBACK): string {
  mkdirSync(folder, { recursive: true })
  const cert = join(folder, 'alongside-dev.crt')
  const key = join(folder, 'alongside-dev.key')
  const made = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...[
        '-days',
        '90',
        '-subj',
        '/CN=Alongside development',
        '-addext',
        `subjectAltName=${names}`,
      ],
      ...['-keyout', key, '-out', cert],
    ],
    { encoding: 'utf8' },
  )
  if (made.error !== undefined) {
    throw new StartError(
      'openssl_missing',
      'the openssl command is needed; apt-get install openssl',
    )
  }
  if (made.status !== 0) throw new StartError('tls_invalid', `openssl: ${made.stderr.trim()}`)
  chmodSync(key, 0o600)
  return `ALONGSIDE_TLS_CERT=${cert}\nALONGSIDE_TLS_KEY=${key}\n`
}
