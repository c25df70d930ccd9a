package seal

import (
	"slices"

	"unknot/bot"
)

// CheckDoc is the document that names the master keys in use and proves each
// of them, so that a wrong key is known at the start and not at somebody's
// first message. No platform may be called "seal". It has no wake and no
// records, and is in a backup like any other document.
const CheckDoc bot.DocID = "seal:check"

// checkSize is what a check takes for each key.
const checkSize = idSize + boxSize

// sealCheck returns a check of some keys of the ring.
func (r Ring) sealCheck(ids []KeyID) ([]byte, error) {
	value := []byte{byte(tagCheck)}
	for _, id := range ids {
		k, err := r.key(id)
		if err != nil {
			return nil, err
		}
		value = append(value, id[:]...)
		value = k.material().box.Seal(value, nil, nil, checkPlace(id))
	}
	return value, nil
}

// proof is what a check holds of one key.
type proof struct {
	id  KeyID
	box []byte // nothing, sealed with the key
}

// readCheck takes a check apart, and needs no key for it.
func readCheck(check []byte) ([]proof, error) {
	rest, err := tagCheck.expect(check)
	if err != nil {
		return nil, err
	}
	if len(rest)%checkSize != 0 {
		return nil, ErrDamaged
	}
	var proofs []proof
	for entry := range slices.Chunk(rest, checkSize) {
		proofs = append(proofs, proof{id: KeyID(entry[:idSize]), box: entry[idSize:]})
	}
	return proofs, nil
}

// openCheck returns the keys that a check is of, all of which the ring must
// hold.
func (r Ring) openCheck(value []byte) ([]KeyID, error) {
	proofs, err := readCheck(value)
	if err != nil {
		return nil, err
	}
	var ids []KeyID
	for _, p := range proofs {
		k, err := r.key(p.id)
		if err != nil {
			return nil, err
		}
		if _, err := k.material().box.Open(nil, nil, p.box, checkPlace(p.id)); err != nil {
			return nil, ErrDamaged
		}
		ids = append(ids, p.id)
	}
	return ids, nil
}

func checkPlace(id KeyID) []byte { return place{tag: tagCheck, of: string(id[:])}.bytes() }
