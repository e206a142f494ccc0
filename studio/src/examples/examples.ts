import dangling from '../../../lessons/talk/dangling.c?raw';
import heap from '../../../lessons/talk/heap.c?raw';
import ownership from '../../../lessons/talk/ownership.rs?raw';
import stack from '../../../lessons/talk/stack.c?raw';
import list from '../../../lessons/c/list.c?raw';
import localAddress from '../../../lessons/c/local_address.c?raw';
import offByOne from '../../../lessons/c/off_by_one.c?raw';
import strings from '../../../lessons/c/strings.c?raw';
import borrow from '../../../lessons/rust/borrow.rs?raw';
import moved from '../../../lessons/rust/moved.rs?raw';
import shared from '../../../lessons/rust/shared.rs?raw';
import tree from '../../../lessons/rust/tree.rs?raw';
import vecGrows from '../../../lessons/rust/vec_grows.rs?raw';

/** A program of the menu. */
export interface Example {
  name: string;
  about: string;
  text: string;
}

/** The menu: the talk's programs first, then others from easy to hard, by language. */
export const examples: readonly { group: string; programs: readonly Example[] }[] = [
  {
    group: 'The talk',
    programs: [
      { name: 'stack.c', about: 'calls come and go', text: stack },
      { name: 'heap.c', about: 'blocks, and who frees them', text: heap },
      { name: 'dangling.c', about: 'a pointer outlives its block', text: dangling },
      { name: 'ownership.rs', about: 'the compiler keeps the books', text: ownership },
    ],
  },
  {
    group: 'C',
    programs: [
      { name: 'off_by_one.c', about: 'one round too many', text: offByOne },
      { name: 'local_address.c', about: 'the address of what is gone', text: localAddress },
      { name: 'strings.c', about: 'bytes and a zero', text: strings },
      { name: 'list.c', about: 'nodes and pointers', text: list },
    ],
  },
  {
    group: 'Rust',
    programs: [
      { name: 'moved.rs', about: 'two owners are one too many', text: moved },
      { name: 'borrow.rs', about: 'a loan and its end', text: borrow },
      { name: 'vec_grows.rs', about: 'items move to a larger block', text: vecGrows },
      { name: 'shared.rs', about: 'owners that are counted', text: shared },
      { name: 'tree.rs', about: 'boxes in boxes', text: tree },
    ],
  },
];

/** What a newcomer meets. */
export const first: Example = examples[0]!.programs[2]!;
