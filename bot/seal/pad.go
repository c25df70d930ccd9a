package seal

import "bytes"

// padStep is the step that lengths are padded to, one byte short of its
// multiples: with the byte that says what it is, a sealed record then fills one
// of the sizes that memory is handed out in. See the package's comment for why.
const padStep = 32

// padMark ends the data in a padded value; only zeros follow.
const padMark = 0x80

func pad(data []byte) []byte {
	padded := make([]byte, ((len(data)+1)/padStep+1)*padStep-1)
	copy(padded, data)
	padded[len(data)] = padMark
	return padded
}

func unpad(padded []byte) ([]byte, error) {
	data := bytes.TrimRight(padded, "\x00")
	if len(data) == 0 || data[len(data)-1] != padMark {
		return nil, ErrDamaged
	}
	return data[:len(data)-1], nil
}
