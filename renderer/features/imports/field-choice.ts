/** An entry of the list of target fields: a heading, or a field that a column may fill. */
export interface FieldChoice {
  type?: 'label'
  value?: string
  label: string
  /** Another column fills it: choosing it here takes it from there. */
  taken?: boolean
}
