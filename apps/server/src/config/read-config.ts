import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/compile'
import { rangesOf } from '../assets/public-address.ts'
import { StartError } from '../errors.ts'
import { type ConfigInput, configSchema, type ServerConfig } from './config-schema.ts'

const checker = Compile(configSchema)
// TypeBox's types say what a schema accepts; here it is read as the JSON Schema that it is.
const settings = configSchema as unknown as SchemaNode

/** The file, then the environment over it, then defaults for the rest. Throws naming the first wrong key. */
export function readConfig(o: {
  readonly file: string | null
  readonly env: Readonly<Record<string, string | undefined>>
}): ServerConfig {
  const fromFile = o.file === null ? {} : readFile(o.file)
  return completeConfig(merge(fromFile, readEnvironment(o.env)))
}

/** Defaults for what is not set. Throws `config_invalid: <key>: <reason>`. */
export function completeConfig(input: ConfigInput | Json): ServerConfig {
  const config = withDefaults(settings, input)
  if (!checker.Check(config)) {
    const [error] = checker.Errors(config).filter((e) => e.keyword !== 'boolean')
    let key = error?.instancePath.slice(1).replaceAll('/', '.') ?? ''
    let reason = error?.message ?? 'is not valid'
    if (error?.keyword === 'additionalProperties') {
      key = [key, error.params.additionalProperties[0]].filter(Boolean).join('.')
      reason = 'is not a setting'
    }
    throw invalid(key, reason)
  }
  checkTogether(config)
  return config
}

function checkTogether(config: ServerConfig): void {
  if ((config.tls.cert === '') !== (config.tls.key === '')) {
    const missing = config.tls.cert === '' ? 'tls.cert' : 'tls.key'
    throw invalid(missing, 'is needed too: a certificate and its key come together')
  }
  if (config.tls.cert === '' && !isLoopback(config.host)) {
    const text = `host ${config.host} is reachable by others; set tls.cert and tls.key (\`alongside dev-cert\` makes a pair), or listen on 127.0.0.1 behind a proxy that serves TLS`
    throw new StartError('tls_required', text)
  }
  for (const range of config.assets.denied) {
    if (!isRange(range)) throw invalid('assets.denied', `${range} is no range of addresses`)
  }
  for (const origin of config.assets.exceptions) {
    if (URL.parse(origin)?.origin !== origin)
      throw invalid('assets.exceptions', `${origin} is no origin as browsers write it`)
  }
}

function isRange(range: string): boolean {
  try {
    rangesOf([range])
    return true
  } catch {
    return false
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

// — the parts —

type Json = { [key: string]: unknown }

function invalid(key: string, reason: string): StartError {
  return new StartError('config_invalid', `${key === '' ? 'configuration' : key}: ${reason}`)
}

function readFile(path: string): Json {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : 'cannot be read')
  }
  if (!isJson(value)) throw invalid(path, 'must be a JSON object')
  return value
}

/** ALONGSIDE_LIMITS_BODY_BYTES=65536 is `limits.bodyBytes`; lists are separated by commas. */
function readEnvironment(env: Readonly<Record<string, string | undefined>>): Json {
  const names = new Map(variables().map((v) => [v.name, v]))
  const out: Json = {}
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('ALONGSIDE_') || value === undefined) continue
    const variable = names.get(name)
    if (variable === undefined) throw invalid(name, 'is not a setting')
    let into = out
    for (const part of variable.path.slice(0, -1)) {
      const next = into[part]
      into = isJson(next) ? next : {}
      out[part] = into
    }
    into[variable.path.at(-1) ?? ''] = parse(variable.type, value, name)
  }
  return out
}

/** Each setting with its place in the file and its name in the environment. */
export function variables(): readonly {
  readonly path: readonly string[]
  readonly name: string
  readonly type: string
  readonly standard: unknown
  readonly description: string
}[] {
  const found: ReturnType<typeof variables>[number][] = []
  const walk = (schema: SchemaNode, path: readonly string[]): void => {
    for (const [key, child] of Object.entries(schema.properties ?? {})) {
      const at = [...path, key]
      if (child.type === 'object') walk(child, at)
      else {
        const words = at.map((part) => part.replace(/[A-Z]/g, '_$&').toUpperCase())
        found.push({
          path: at,
          name: `ALONGSIDE_${words.join('_')}`,
          type: child.type ?? 'string',
          standard: child.default,
          description: child.description ?? '',
        })
      }
    }
  }
  walk(settings, [])
  return found
}

function parse(type: string, value: string, name: string): unknown {
  if (type === 'array') return value.split(',').map((part) => part.trim())
  if (type === 'integer') {
    if (!/^\d{1,15}$/.test(value)) throw invalid(name, 'must be a whole number')
    return Number(value)
  }
  if (type === 'boolean') {
    if (value !== 'true' && value !== 'false') throw invalid(name, 'must be true or false')
    return value === 'true'
  }
  return value
}

type SchemaNode = {
  readonly type?: string
  readonly default?: unknown
  readonly description?: string
  readonly properties?: { readonly [key: string]: SchemaNode }
}

function withDefaults(schema: SchemaNode, value: unknown): unknown {
  if (value === undefined && schema.type !== 'object') return structuredClone(schema.default)
  if (schema.properties === undefined || !(value === undefined || isJson(value))) return value
  const out: Json = { ...value }
  for (const [key, child] of Object.entries(schema.properties)) {
    out[key] = withDefaults(child, out[key])
  }
  return out
}

function merge(under: Json, over: Json): Json {
  const out: Json = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = out[key]
    out[key] = isJson(value) && isJson(below) ? merge(below, value) : value
  }
  return out
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
