import { writeLists } from './lists';

await writeLists();
