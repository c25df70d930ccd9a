package seal

import "fmt"

// WrapSecret seals a secret that has to outlive an exchange of master keys,
// such as the key that a store makes its names with, under the current one.
// It opens for the same purpose only. Rotate knows nothing of it: whoever
// keeps it unwraps and wraps it again.
func (r Ring) WrapSecret(purpose string, secret []byte) []byte {
	k := r.Current()
	value := append([]byte{byte(tagSecret)}, k.id[:]...)
	return k.material().box.Seal(value, nil, secret, place{tag: tagSecret, of: purpose}.bytes())
}

// UnwrapSecret opens what WrapSecret sealed, under any key of the ring.
func (r Ring) UnwrapSecret(purpose string, value []byte) ([]byte, error) {
	secret, err := r.unwrapSecret(purpose, value)
	if err != nil {
		return nil, fmt.Errorf("unwrap a secret: %w", err)
	}
	return secret, nil
}

func (r Ring) unwrapSecret(purpose string, value []byte) ([]byte, error) {
	rest, err := tagSecret.expect(value)
	if err != nil {
		return nil, err
	}
	if len(rest) < idSize+boxSize {
		return nil, ErrDamaged
	}
	k, err := r.key(KeyID(rest[:idSize]))
	if err != nil {
		return nil, err
	}
	secret, err := k.material().box.Open(nil, nil, rest[idSize:], place{tag: tagSecret, of: purpose}.bytes())
	if err != nil {
		return nil, ErrDamaged
	}
	return secret, nil
}
