import { describe, expect, it } from 'vitest';
import { decodeAddress, encodeAddress, type Address } from './address';

const address: Address = { name: 'main.c', text: 'int main() { return 0; } // é 🦀', stdin: '1 2\n', args: ['a b'], step: 12, grain: 'statement', view: 'bp' };

describe('an address', () => {
  it('comes back as it was', async () => {
    expect(await decodeAddress('#' + (await encodeAddress(address)))).toEqual(address);
  });

  it('is nothing when it is damaged', async () => {
    expect(await decodeAddress('#step=3&program=AAAA')).toBeNull();
    expect(await decodeAddress('#step=3')).toBeNull();
  });

  it('takes what it does not know as it is by default', async () => {
    const hash = (await encodeAddress(address)).replace('grain=statement', 'grain=leap').replace('step=12', 'step=-4');
    expect(await decodeAddress(hash)).toMatchObject({ grain: 'expression', step: 1 });
  });
});
