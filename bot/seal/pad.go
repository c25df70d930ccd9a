package seal

import "bytes"

// padStep is the multiple that lengths are padded to. See the package's
// comment for why.
const padStep = 32

// padMark ends the data in a padded value; only zeros follow.
const padMark = 0x80

func pad(data []byte) []byte {
	padded := make([]byte, (len(data)/padStep+1)*padStep)
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
