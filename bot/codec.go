package bot

import (
	"encoding/json"
	"errors"
	"fmt"
)

// errNewer says that a document was written by a newer Unknot: nothing of it
// may be touched. errUnreadable says that its bytes are no document at all.
var (
	errNewer      = errors.New("written by a newer Unknot: start that version")
	errUnreadable = errors.New("cannot be decoded")
)

// encode returns a document as the store keeps it.
func encode(p Person) ([]byte, error) {
	data, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("encode a document: %w", err)
	}
	return data, nil
}

// decode reads what encode wrote, of this schema or an older one. Its errors
// never quote the document.
func decode(data []byte) (Person, error) {
	var p Person
	if err := json.Unmarshal(data, &p); err != nil {
		return Person{}, fmt.Errorf("decode a document: %w (%T)", errUnreadable, err)
	}
	switch {
	case p.Schema > schema:
		return Person{}, fmt.Errorf("decode a document of schema %d: %w", p.Schema, errNewer)
	case p.Schema < 1 || !p.Known():
		return Person{}, fmt.Errorf("decode a document: %w", errUnreadable)
	}
	return p, nil
}
