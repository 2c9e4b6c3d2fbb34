import { testWorld } from '../lab/test-world.ts';
import { oneValue, seededWorlds } from './parts.ts';
import { tryTonight } from './try-tonight.ts';

tryTonight(oneValue, testWorld);
tryTonight(seededWorlds, testWorld);
