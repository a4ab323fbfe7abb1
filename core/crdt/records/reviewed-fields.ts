import { activityRecord } from './activity-record.ts'
import { contactRecord } from './contact-record.ts'
import { customerRecord } from './customer-record.ts'
import { taskRecord } from './task-record.ts'

/**
 * Scalar fields that people choose, by root map: only there is a value that lost against a concurrent
 * one worth a question (SYN-03). Stamps, and what follows from other fields, are left out.
 */
export const reviewedFields = {
  [activityRecord.root]: [
    'typeId',
    'customerId',
    'title',
    'startAt',
    'endAt',
    'tz',
    'status',
    'cancelReason',
    'assigneeId',
    'locationText',
  ] satisfies (keyof typeof activityRecord.fields)[],
  [customerRecord.root]: [
    'parentId',
    'name',
    'code',
    'legalName',
    'vatNumber',
    'siret',
    'email',
    'phone',
    'segment',
    'addressLine1',
    'addressLine2',
    'postcode',
    'city',
    'region',
    'country',
    'tz',
    'visitFrequencyDays',
    'gpsRadiusM',
    'isProspect',
    'salesperson1Id',
    'salesperson2Id',
    'salesperson3Id',
    'location',
  ] satisfies (keyof typeof customerRecord.fields)[],
  [contactRecord.root]: [
    'customerId',
    'name',
    'role',
    'email',
    'phone',
    'mobile',
  ] satisfies (keyof typeof contactRecord.fields)[],
  [taskRecord.root]: [
    'title',
    'assigneeId',
    'due',
    'priority',
  ] satisfies (keyof typeof taskRecord.fields)[],
} as const

/** The same, to look up by whatever root map a change was in. */
export const reviewedFieldsOf: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(reviewedFields),
)
