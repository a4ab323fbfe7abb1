import { effectScope, type EffectScope } from 'vue'
import { useBackend, type BackendClient } from './use-backend.ts'

interface Shared {
  readonly scope: EffectScope
  readonly states: Map<() => unknown, unknown>
}
const shared = new WeakMap<BackendClient, Shared>()

/**
 * A composable whose live queries run once per window, however many components use it, from its
 * first use until `endSharedLiveState`.
 */
export function shareLiveState<T>(create: () => T): () => T {
  return () => {
    const backend = useBackend()
    let entry = shared.get(backend)
    if (!entry) {
      entry = { scope: effectScope(true), states: new Map() }
      shared.set(backend, entry)
    }
    if (!entry.states.has(create)) entry.states.set(create, entry.scope.run(create))
    return entry.states.get(create) as T
  }
}

/** Unsubscribes everything shared, because the workspace behind it is no longer the same. */
export function endSharedLiveState(backend: BackendClient): void {
  shared.get(backend)?.scope.stop()
  shared.delete(backend)
}
