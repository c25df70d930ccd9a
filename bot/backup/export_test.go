package backup

import "bytes"

// Forge returns a backup and a keys file whose checksums are right and whose
// entries come from any bytes: kind, length, and as many bytes.
func Forge(sealed bool, out, keys []byte) (forged, forgedKeys []byte) {
	h := header{sealed: sealed}
	return forge(magicBackup, h, out), forge(magicKeys, h, keys)
}

func forge(m magic, h header, stream []byte) []byte {
	var b bytes.Buffer
	p := newPen(&b, m, h)
	for len(stream) >= 2 {
		k, size := kind(stream[0]), min(int(stream[1]), len(stream)-2)
		p.entry(entry{k, stream[2 : 2+size]})
		stream = stream[2+size:]
	}
	_ = p.finish() // a buffer takes everything
	return b.Bytes()
}
