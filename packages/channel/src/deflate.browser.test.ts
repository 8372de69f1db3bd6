import { deflateCases } from '../test/deflate-cases.ts'

deflateCases()
