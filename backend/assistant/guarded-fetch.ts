/** An answer that is longer than anything that was asked for. */
export class TooLargeError extends Error {}
/** A page or a file where JSON was asked for: a proxy, a captive portal, another server. */
export class NotJsonError extends Error {}

export type Fetch = typeof fetch

/** More than any answer we ask for; an endless stream ends here. */
const longestAnswer = 2 * 1024 * 1024

/**
 * `fetch` for a server that is not ours: follows no redirection, which would carry the key elsewhere,
 * reads JSON only, and no more than two megabytes of it.
 */
export function guardedFetch(inner: Fetch = fetch): Fetch {
  return async (input, init) => {
    const response = await inner(input, { ...init, redirect: 'error' })
    const type = response.headers.get('content-type') ?? ''
    if (response.ok && !/\bjson\b/i.test(type)) {
      await response.body?.cancel()
      throw new NotJsonError(`an answer of type ${type || 'unknown'}`)
    }
    const body = response.body?.pipeThrough(limited())
    const { status, statusText, headers } = response
    return new Response(body ?? null, { status, statusText, headers })
  }
}

function limited(): TransformStream<Uint8Array, Uint8Array> {
  let length = 0
  return new TransformStream({
    transform(chunk, controller) {
      length += chunk.length
      if (length > longestAnswer) controller.error(new TooLargeError('an endless answer'))
      else controller.enqueue(chunk)
    },
  })
}
