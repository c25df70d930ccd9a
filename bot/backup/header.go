package backup

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"time"
)

// magic is how a file begins: what it is.
type magic string

// Both have 16 bytes. A transfer that changes line ends would spoil them.
const (
	magicBackup magic = "unknot backup\r\n\x00"
	magicKeys   magic = "unknot keys\r\n\x00\x00\x00"
)

// format is the number that follows the magic word. A file with a higher one
// is not read.
const format = 1

func (m magic) name() string {
	if m == magicKeys {
		return "keys file"
	}
	return "backup"
}

// foreign is the error for a file that begins in another way.
func (m magic) foreign() error {
	if m == magicKeys {
		return ErrNotKeys
	}
	return ErrNotBackup
}

// backupID names one backup. Its keys file has the same one.
type backupID [16]byte

func newID() (id backupID) {
	_, _ = rand.Read(id[:]) // never fails: it ends the program instead
	return id
}

func (id backupID) String() string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(id[:]))
}

// header is the first entry of a file.
type header struct {
	id     backupID
	made   time.Time // when it was begun, to the millisecond
	sealed bool
}

func (h header) encode() []byte {
	b := append(make([]byte, 0, headerSize), h.id[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(h.made.UnixMilli()))
	if h.sealed {
		return append(b, 1)
	}
	return append(b, 0)
}

const headerSize = 16 + 8 + 1

func decodeHeader(b []byte) (header, error) {
	if len(b) != headerSize || b[24] > 1 {
		return header{}, ErrDamaged
	}
	made := time.UnixMilli(int64(binary.BigEndian.Uint64(b[16:]))).UTC()
	return header{id: backupID(b[:16]), made: made, sealed: b[24] == 1}, nil
}
