import { expect, test } from 'vitest'
import { countTests } from './count-tests.ts'

const report = (
  numPassedTests: number,
  numFailedTests: number,
  files: readonly (readonly string[])[] = [],
): string =>
  JSON.stringify({
    numPassedTests,
    numFailedTests,
    testResults: files.map((tests) => ({
      status:
        tests.every((status) => status === 'passed') && tests.length > 0 ? 'passed' : 'failed',
      assertionResults: tests.map((status) => ({ status })),
    })),
  })

test('counts tests', () => {
  expect(countTests(0, report(2, 0, [['passed', 'passed']]))).toEqual({ passed: 2, failed: 0 })
  expect(countTests(1, report(1, 1, [['passed', 'failed']]))).toEqual({ passed: 1, failed: 1 })
})

test('a file that could not be loaded is a failure', () => {
  expect(countTests(1, report(1, 0, [['passed'], []]))).toEqual({ passed: 1, failed: 1 })
})

test('an error outside of every test is a failure', () => {
  expect(countTests(1, report(1, 0, [['passed']]))).toEqual({ passed: 1, failed: 1 })
})

test('a run without a report is a failure', () => {
  expect(countTests(0, undefined)).toEqual({ passed: 0, failed: 1 })
})
