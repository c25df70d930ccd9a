package bot

import "context"

type savedKey struct{}

// OnSaved returns a context for Handler.Handle. The function is called when the
// event is saved, which is before what it asks for is sent: from then on the
// event can be acknowledged upstream, so that a chat into which sending takes
// long holds up no other. It is not called for an event that needs no saving.
func OnSaved(ctx context.Context, saved func()) context.Context {
	return context.WithValue(ctx, savedKey{}, saved)
}

// saved tells whoever handed an event over that it is saved.
func saved(ctx context.Context) {
	if tell, ok := ctx.Value(savedKey{}).(func()); ok {
		tell()
	}
}
