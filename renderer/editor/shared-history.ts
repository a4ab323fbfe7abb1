import { Module } from 'quill/core'
import type Quill from 'quill/core'

interface UndoStack {
  undo(): void
  redo(): void
  /** What follows is another step. */
  cutoff(): void
}

/**
 * Takes the place of Quill's own history, which would take back what others wrote. The stack comes
 * from the binding (`Y.UndoManager`), which knows whose change is whose.
 */
export class SharedHistory extends Module {
  stack: UndoStack | undefined

  constructor(quill: Quill, options: object) {
    super(quill, options)
    const isMac = navigator.platform.startsWith('Mac')
    const undo = (): void => this.undo()
    const redo = (): void => this.redo()
    quill.keyboard.addBinding({ key: ['z', 'Z'], shortKey: true, shiftKey: false }, undo)
    quill.keyboard.addBinding({ key: ['z', 'Z'], shortKey: true, shiftKey: true }, redo)
    if (!isMac) quill.keyboard.addBinding({ key: ['y', 'Y'], shortKey: true }, redo)
    // The menus of the system and of the browser.
    quill.root.addEventListener('beforeinput', (event) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      event.preventDefault()
      if (event.inputType === 'historyUndo') undo()
      else redo()
    })
  }

  undo(): void {
    this.stack?.undo()
  }

  redo(): void {
    this.stack?.redo()
  }

  /** Called by Quill's keyboard module. */
  cutoff(): void {
    this.stack?.cutoff()
  }

  /** Called by Quill once it is built. */
  clear(): void {
    this.stack = undefined
  }
}
