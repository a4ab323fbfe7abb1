import type { BrowserContext } from '@playwright/test'

/** What the pages of a context complained about, in order; grows while the context lives. */
export function collectProblems(context: BrowserContext): string[] {
  const problems: string[] = []
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      problems.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (webError) => problems.push(`uncaught: ${String(webError.error())}`))
  return problems
}

/**
 * Runs in the page, before its own scripts. A caught `new Function` prints nothing on the console;
 * only this event tells that the policy stopped it.
 */
export function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`CSP ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`)
  })
}
