/** What keeps a form from being published. */
export const definitionProblemCodes = [
  /** No question at all. */
  'empty',
  /** More than `formLimits.fields` fields. */
  'tooManyFields',
  /** Two parts have one id. */
  'duplicateId',
  /** Two fields have one key. */
  'duplicateKey',
  /** A rule that is not understood. */
  'rule',
  /** A rule asks for a field that is not there, or is the field itself. */
  'ruleUnknownField',
  /** A rule asks for a field that comes later: where rules ask for each other, they do so in a circle. */
  'ruleLaterField',
  /** Not an expression that RE2 can match. */
  'pattern',
  /** `min` is greater than `max`, or not of the field's type. */
  'range',
  /** A choice without a list, or whose list has nothing to choose. */
  'noOptions',
  /** Two options of a list have one value. */
  'duplicateOption',
  /** The default is not a valid answer. */
  'default',
] as const
export type DefinitionProblemCode = (typeof definitionProblemCodes)[number]

/** What keeps an answer from being submitted. */
export const answerProblemCodes = [
  /** Nothing is answered where something has to be. */
  'required',
  /** Not what the type of the field is answered with: another version, or a broken device. */
  'type',
  'notWhole',
  /** Outside `min` and `max`, of which one may be missing. */
  'numberRange',
  'dateRange',
  /** Not a whole number of steps from `min`, or from 0. */
  'step',
  'tooLong',
  'pattern',
  /** Not one of the options, or no longer one. */
  'option',
  'email',
  'tooMany',
] as const
export type AnswerProblemCode = (typeof answerProblemCodes)[number]
