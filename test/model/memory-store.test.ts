import { storeContract } from '../../apps/server/src/store/store-contract.ts'
import { memoryStore } from './memory-store.ts'

storeContract(async () => memoryStore())
