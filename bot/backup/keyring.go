package backup

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"

	"unknot/bot"
)

// keyring finds the wrapped key of a document in a keys file. In memory it
// has 16 bytes a document, as the order of a newer keys file need not be that
// of the backup.
type keyring struct {
	from   io.ReadSeeker
	header header
	check  []byte // the value of seal.CheckDoc
	seed   maphash.Seed
	places []keyPlace // in order of sum
}

// keyPlace is where in the file the key of a document lies.
type keyPlace struct {
	sum uint64 // of the document's ID
	at  int64
}

// openKeys reads a keys file from beginning to end.
func openKeys(from io.ReadSeeker) (*keyring, error) {
	e, err := open(from, magicKeys)
	if err != nil {
		return nil, err
	}
	k := &keyring{from: from, header: e.header, seed: maphash.MakeSeed()}
	for {
		at := e.at
		got, err := e.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := k.note(got, at); err != nil {
			return nil, wrongFile(magicKeys, err)
		}
	}
	if k.check == nil {
		return nil, wrongFile(magicKeys, ErrDamaged)
	}
	slices.SortFunc(k.places, func(a, b keyPlace) int { return cmp.Compare(a.sum, b.sum) })
	return k, nil
}

func (k *keyring) note(e entry, at int64) error {
	if e.kind == kindCheck {
		k.check = e.data
		return nil
	}
	doc, _, err := e.key()
	k.places = append(k.places, keyPlace{k.sum(doc), at})
	return err
}

func (k *keyring) sum(doc bot.DocID) uint64 { return maphash.String(k.seed, string(doc)) }

// fits compares the keys with a backup as far as the headers tell.
func (k *keyring) fits(h header) error {
	if k.header.made.Before(h.made) {
		return ErrKeysOlder
	}
	return nil
}

// find returns the wrapped key of a document; false means that there is none.
func (k *keyring) find(doc bot.DocID) (wrapped []byte, ok bool, err error) {
	sum := k.sum(doc)
	i, _ := slices.BinarySearchFunc(k.places, sum, func(p keyPlace, sum uint64) int { return cmp.Compare(p.sum, sum) })
	for ; i < len(k.places) && k.places[i].sum == sum; i++ {
		found, wrapped, err := k.read(k.places[i].at)
		if err != nil || found == doc {
			return wrapped, err == nil, err
		}
	}
	return nil, false, nil
}

// keySize is more than an entry of a keys file usually takes.
const keySize = 512

func (k *keyring) read(at int64) (doc bot.DocID, wrapped []byte, err error) {
	if _, err := k.from.Seek(at, io.SeekStart); err != nil {
		return "", nil, fmt.Errorf("look into the keys file: %w", err)
	}
	e := &eye{magic: magicKeys, from: bufio.NewReaderSize(k.from, keySize), sum: sha256.New()}
	got, err := e.next()
	if err == nil {
		doc, wrapped, err = got.key()
	}
	if err != nil {
		return "", nil, fmt.Errorf("the keys file changed while it was read: %w", err)
	}
	return doc, wrapped, nil
}
