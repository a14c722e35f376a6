//! Mutations: a row for each says where it happens, what is done, and what comes of it.

/// Makes the root fields of mutations. A row is a field with its arguments, the type of the thing
/// that it leads to, and behind the arrow the locator and the input of the operation. Rows
/// `with_if_version` take the argument `ifVersion` besides, and are those that take `If-Match` on the
/// other face; for the rows `without_if_version` there is nothing whose version a caller can have seen.
macro_rules! mutations {
    (
        $(#[$about:meta])* $name:ident |$c:ident|
        $(with_if_version { $(
            $(#[$doc:meta])*
            $field:ident($($argument:ident: $type:ty),*) -> $thing:ty => ($at:expr, $input:expr);
        )+ })?
        $(without_if_version { $(
            $(#[$new_doc:meta])*
            $new:ident($($new_argument:ident: $new_type:ty),*) -> $new_thing:ty
                => ($new_at:expr, $new_input:expr);
        )+ })?
    ) => {
        $(#[$about])*
        #[derive(Default)]
        pub struct $name;

        #[async_graphql::Object]
        impl $name {
            $($(
                $(#[$doc])*
                async fn $field(
                    &self,
                    $c: &async_graphql::Context<'_>,
                    $($argument: $type,)*
                    if_version: Option<i64>,
                ) -> async_graphql::Result<$crate::graphql::payload::Payload<$thing>> {
                    $crate::graphql::request::change($c, $at, $input, if_version).await
                }
            )+)?
            $($(
                $(#[$new_doc])*
                async fn $new(
                    &self,
                    $c: &async_graphql::Context<'_>,
                    $($new_argument: $new_type,)*
                ) -> async_graphql::Result<$crate::graphql::payload::Payload<$new_thing>> {
                    $crate::graphql::request::change($c, $new_at, $new_input, None).await
                }
            )+)?
        }
    };
}
pub(crate) use mutations;
