/** Why a model gave nothing that can be used; the local result stands then, with this reason. */
export const aiErrors = [
  'off',
  'unreachable',
  'timeout',
  'unauthorised',
  'rate_limited',
  'server',
  'unsupported',
  'unparseable',
  /** What it said is not in what it was given. */
  'no_evidence',
  'aborted',
] as const
export type AiError = (typeof aiErrors)[number]

/** Who worked: the rules of this app, or a model behind an endpoint. */
export interface Engine {
  readonly kind: 'local' | 'endpoint'
  /** The model's name as the endpoint knows it; `null` for the local rules. */
  readonly model: string | null
  /** Of the rules, or of the instructions that the model got. */
  readonly version: string
}
