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
	err := json.Unmarshal(data, &p)
	switch number := schemaOf(data); {
	case number > schema:
		return Person{}, fmt.Errorf("decode a document of schema %d: %w", number, errNewer)
	case err != nil:
		return Person{}, fmt.Errorf("decode a document: %w (%T)", errUnreadable, err)
	case number < 1 || !p.Known() && p.Stub == "":
		return Person{}, fmt.Errorf("decode a document: %w", errUnreadable)
	}
	return p, nil
}

// ReadPerson reads a document for somebody who only looks. Its errors never
// quote the document.
func ReadPerson(data []byte) (Person, error) { return decode(data) }

// schemaOf reads only the number of the schema: whatever else a newer one has,
// may look like damage to this one. It is 0 for what has none.
func schemaOf(data []byte) int {
	var head struct {
		Schema int `json:"schema"`
	}
	if json.Unmarshal(data, &head) != nil {
		return 0
	}
	return head.Schema
}
