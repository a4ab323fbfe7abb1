import type { Plugin } from 'vite'

/**
 * Keeps zod and the module that configures it in one chunk. Zod probes `new Function` when the first
 * schema is made; left alone, the bundler may put the schemas into a chunk that runs before the entry
 * has said `jitless`, and the content security policy reports the probe.
 */
export function zodWithoutEval(): Plugin {
  return {
    name: 'zod-without-eval',
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                {
                  name: 'zod',
                  test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]app[\\/]configure-zod\.ts$/,
                },
              ],
            },
          },
        },
      },
    }),
  }
}
