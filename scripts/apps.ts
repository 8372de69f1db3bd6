import '../real/run.ts'
