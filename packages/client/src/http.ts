import { ApiFailure } from './api-failure.ts'

/**
 * A request with no answer after this long counts as offline, in milliseconds: more than the server takes to fetch an image of elsewhere,
 * and so little that tickets which a dead path has swallowed do not hold all of a browser's few connections.
 */
export const REQUEST_TIMEOUT = 12_000

/** So long after a question the same is asked beside it, in milliseconds: the path may have swallowed the first. */
const BESIDE = 3_000

export type Method = 'GET' | 'POST' | 'PUT'
export type Query = { readonly [name: string]: string | number | undefined }

/** `read` is for answers that are not JSON. */
export type Http = <T>(
  method: Method,
  path: string,
  body?: object,
  read?: (answer: Response) => Promise<T>,
) => Promise<T>

/** Speaks JSON with the server: `headers` gives what proves who is asking. */
export function createHttp(o: {
  baseUrl: string
  credentials: 'omit' | 'same-origin'
  headers(method: Method): Promise<Record<string, string>> | Record<string, string>
  fetch: typeof fetch
  /** Of what only reads: asked again beside the first until one is answered or fails, four at once at most. */
  beside?: boolean | undefined
}): Http {
  const base = `${o.baseUrl.replace(/\/$/, '')}/api/v1`
  return async <T>(
    method: Method,
    path: string,
    body?: object,
    // The one place where an answer gets its type: the server validates what it says with the same schemas.
    read: (answer: Response) => Promise<T> = readJson as () => Promise<T>,
  ): Promise<T> => {
    const headers = await o.headers(method)
    if (body) headers['content-type'] = 'application/json'
    const once = (): Promise<Answer<T>> =>
      ask(o.fetch, base + path, read, {
        method,
        headers,
        credentials: o.credentials,
        cache: 'no-store',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const answer = await (o.beside && method === 'GET' ? firstOf(once) : once())
    if ('failed' in answer) throw failure(answer.status, answer.failed)
    return answer.value
  }
}

/** `path` with those of the parameters that are given. */
export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return given.length ? `${path}?${given.join('&')}` : path
}

type Answer<T> = { value: T } | { status: number; failed: unknown }

function firstOf<T>(ask: () => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const once = (): void => {
      ask()
        .then(resolve, reject)
        .finally(() => clearInterval(timer))
    }
    const timer = setInterval(once, BESIDE)
    once()
  })
}

async function ask<T>(
  fetch: typeof globalThis.fetch,
  url: string,
  read: (answer: Response) => Promise<T>,
  init: RequestInit,
): Promise<Answer<T>> {
  try {
    const response = await fetch(url, init)
    // A body cut off on its way is no answer either.
    if (response.ok) return { value: await read(response) }
    return { status: response.status, failed: await readJson(response) }
  } catch (cause) {
    throw new ApiFailure(0, 'offline', cause instanceof Error ? cause.message : 'no answer')
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function failure(status: number, value: unknown): ApiFailure {
  if (value instanceof Object && 'code' in value && typeof value.code === 'string') {
    const message = 'message' in value && typeof value.message === 'string' ? value.message : ''
    return new ApiFailure(status, value.code, message)
  }
  return new ApiFailure(status, `http_${status}`, 'an answer that is not the server’s')
}
