import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A proxy that is installed here, with the configuration its documentation begins with. */
export type ProxyKind = 'nginx' | 'haproxy' | 'caddy'

const PROGRAMS: Record<ProxyKind, string> = {
  nginx: '/usr/sbin/nginx',
  haproxy: '/usr/sbin/haproxy',
  caddy: '/usr/bin/caddy',
}

export interface RealProxy {
  readonly origin: string
  /** Starts it, once it is known where it leads to. */
  to(port: number): Promise<void>
  stop(): Promise<void>
}

/** `deny`: it refuses WebSockets, which nginx does by itself until it is told about them. */
export async function openProxy(kind: ProxyKind, deny = false): Promise<RealProxy> {
  const program = PROGRAMS[kind]
  if (!existsSync(program)) throw new Error(`${kind} is not installed`)
  const folder = mkdtempSync(join(tmpdir(), 'alongside-proxy-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const start = (...args: string[]): void => {
    child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, HOME: folder } })
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    async to(target) {
      const file = join(folder, 'config')
      writeFileSync(file, CONFIGURATIONS[kind]({ port, target, deny, folder }))
      if (kind === 'nginx') start('-p', folder, '-c', file, '-e', join(folder, 'error.log'))
      else if (kind === 'haproxy') start('-db', '-f', file)
      else start('run', '--config', file, '--adapter', 'caddyfile')
      await listening(port)
    },
    async stop() {
      if (child && child.exitCode === null) {
        const gone = new Promise((done) => child?.once('exit', done))
        child.kill()
        await gone
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Wanted = { port: number; target: number; deny: boolean; folder: string }

const CONFIGURATIONS: Record<ProxyKind, (wanted: Wanted) => string> = {
  // Nothing but where it listens, where it leads and where it may write.
  nginx: ({ port, target, folder }) => `
    daemon off; pid ${folder}/pid; ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      server {
        listen 127.0.0.1:${port};
        location / { proxy_pass http://127.0.0.1:${target}; }
      }
    }`,
  haproxy: ({ port, target, deny }) => `
defaults
  mode http
  timeout connect 5000
  timeout client 50000
  timeout server 50000
frontend in
  bind 127.0.0.1:${port}
  ${deny ? 'http-request deny if { hdr(upgrade) -i websocket }' : ''}
  default_backend alongside
backend alongside
  server one 127.0.0.1:${target}
`,
  caddy: ({ port, target, deny }) => `
{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  ${deny ? '@sockets header Upgrade websocket\n  respond @sockets 403' : ''}
  reverse_proxy 127.0.0.1:${target}
}
`,
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true))
      socket.on('error', () => done(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the proxy does not listen')
}
