import { isPrivateHost } from '../../security/private-host.ts'

/** Why an address cannot be that of a model's endpoint. */
export type AddressProblem = 'not_an_address' | 'insecure'

/**
 * The address of an OpenAI-compatible server as it is called: without a slash at its end. Plain http is
 * for this machine and private networks, where Ollama and llama.cpp run.
 */
export function endpointAddress(
  typed: string,
): { readonly url: string } | { readonly problem: AddressProblem } {
  const text = typed.trim()
  let url: URL
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  } catch {
    return { problem: 'not_an_address' }
  }
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isHttp || url.username || url.password || url.search || url.hash)
    return { problem: 'not_an_address' }
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) return { problem: 'insecure' }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') }
}
