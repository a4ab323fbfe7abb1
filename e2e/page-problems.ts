import type { BrowserContext } from '@playwright/test'

/** What Chromium says about maps on machines without a graphics card, where the processor draws. */
const ofDriver = /GL Driver Message \(OpenGL, Performance,|Automatic fallback to software WebGL/

/** Adds to `problems` what the pages of a context complain about, in order, while it lives. */
export function collectProblems(context: BrowserContext, problems: string[]): void {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !ofDriver.test(message.text()))
      problems.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (webError) => problems.push(`uncaught: ${String(webError.error())}`))
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
