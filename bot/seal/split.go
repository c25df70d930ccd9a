package seal

import (
	"bytes"
	"fmt"
)

// Split parts the sealed value of a document, as the store below keeps it,
// into the wrapped key and all the rest, so that a backup can keep the keys in
// a file of their own: without its key, the rest (and with it the records of
// the document) can be opened by nobody, not even with the master key. No
// master key is needed for splitting. The value of CheckDoc has no key in it:
// its wrapped key is empty, and Join gives it back.
func Split(value []byte) (wrapped, body []byte, err error) {
	if len(value) > 0 && tag(value[0]) == tagCheck {
		return nil, bytes.Clone(value), nil
	}
	key, box, err := cut(value)
	if err != nil {
		return nil, nil, fmt.Errorf("split a sealed document: %w", err)
	}
	wrapped = append([]byte{byte(tagWrapped)}, key...)
	body = append([]byte{byte(tagDocument)}, box...)
	return wrapped, body, nil
}

// Join puts together what Split parted. It cannot tell whether the two belong
// together, as it has no master key: Ring.Verify can. A wrapped key of before
// a rotation fits as well as one of after it.
func Join(wrapped, body []byte) (value []byte, err error) {
	if len(wrapped) == 0 && len(body) > 0 && tag(body[0]) == tagCheck {
		return bytes.Clone(body), nil
	}
	key, err := tagWrapped.expect(wrapped)
	if err == nil && len(key) != wrappedSize {
		err = ErrDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("join a sealed document: its key: %w", err)
	}
	box, err := tagDocument.expect(body)
	if err != nil {
		return nil, fmt.Errorf("join a sealed document: %w", err)
	}
	return replaceKey(key, box), nil
}

// cut returns the two parts of a document's value; both still lie in it.
func cut(value []byte) (wrapped, box []byte, err error) {
	rest, err := tagDocument.expect(value)
	if err != nil {
		return nil, nil, err
	}
	if len(rest) < wrappedSize+boxSize {
		return nil, nil, ErrDamaged
	}
	return rest[:wrappedSize:wrappedSize], rest[wrappedSize:], nil
}

// replaceKey returns a document's value with a wrapped key and a box.
func replaceKey(wrapped, box []byte) []byte {
	return bytes.Join([][]byte{{byte(tagDocument)}, wrapped, box}, nil)
}
